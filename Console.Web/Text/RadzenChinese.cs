using System.Globalization;
using System.Resources;
using Radzen;

namespace CommunityConsole.Web.Text;

/// <summary>The component library ships no Chinese: its words, aria labels included, are in <c>RadzenText.resx</c>.</summary>
internal sealed class RadzenChinese : ILocalizer
{
    private static readonly ResourceManager Words = new("CommunityConsole.Web.Text.RadzenText", typeof(RadzenChinese).Assembly);

    /// <summary>The Chinese word, or null to let the library use its own.</summary>
    public string? Get(string key, CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "zh" ? Words.GetString(key, CultureInfo.InvariantCulture) : null;
}
