using System.Globalization;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Text;

/// <summary>Words in the language the reader has not chosen, for pages of people who were never asked.</summary>
internal static class OtherLanguage
{
    /// <summary>Its name.</summary>
    public static string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? Languages.Chinese : Languages.All.First(name => name != Languages.Chinese);

    /// <summary>The words of that key.</summary>
    public static string Of(IStringLocalizer text, string key)
    {
        var own = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Name);
            return text[key].Value;
        }
        finally
        {
            CultureInfo.CurrentUICulture = own;
        }
    }
}
