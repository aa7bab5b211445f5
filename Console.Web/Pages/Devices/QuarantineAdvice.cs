using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>Names the reasons of the quarantine and says what to do about each.</summary>
internal static class QuarantineAdvice
{
    /// <summary>A few words for a code of <c>PacketProblems</c>; the code itself where it has none.</summary>
    public static string Name(string code, IStringLocalizer<DevicesText> text)
    {
        var known = text[$"Name_{Key(code)}"];
        return known.ResourceNotFound ? code : known.Value;
    }

    /// <summary>The next step as a sentence.</summary>
    public static string Of(string code, IStringLocalizer<DevicesText> text)
    {
        var known = text[$"Next_{Key(code)}"];
        return known.ResourceNotFound ? text["Next_other"] : known.Value;
    }

    private static string Key(string code) => code.Replace('.', '_');
}
