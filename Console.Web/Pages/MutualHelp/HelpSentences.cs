using System.Globalization;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.MutualHelp;

/// <summary>Help and hours in words.</summary>
internal static class HelpSentences
{
    /// <summary>12 小时 30 分; what is owed with a minus.</summary>
    public static string Hours(long minutes, IStringLocalizer<MutualHelpText> text)
    {
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        var words = (hours, rest) switch
        {
            (0, _) => text["Minutes", rest],
            (_, 0) => text["Hours", hours],
            _ => text["HoursMinutes", hours, rest],
        };
        return minutes < 0 ? "−" + words.Value : words.Value;
    }

    /// <summary>12 月 2 日 周三 10:00.</summary>
    public static string When(DateTimeOffset at, EstateCalendar calendar, IStringLocalizer<MutualHelpText> text) =>
        calendar.Local(at).ToString(text["WhenFormat"], CultureInfo.CurrentCulture);

    /// <summary>What comes next, to whoever looks.</summary>
    public static string Next(HelpView view, HelpNext next, IStringLocalizer<MutualHelpText> text)
    {
        var help = view.Request;
        var other = Named(view.Side == HelpSide.Helper ? help.Receiver.Name : help.Helper?.Name ?? "", text);
        return next == HelpNext.None
            ? text[(view.Side == HelpSide.Helper ? "HelperState" : "State") + help.State, other]
            : text[$"Next{next}{(view.Side == HelpSide.Helper && next is HelpNext.Answer or HelpNext.Meet ? "Helper" : "")}", other, Hours(help.Served, text)];
    }

    /// <summary>A name; a word where it was erased.</summary>
    public static string Named(string name, IStringLocalizer<MutualHelpText> text) => name.Length > 0 ? name : text["Somebody"];
}
