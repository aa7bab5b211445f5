namespace CommunityConsole.Core.Kernel;

/// <summary>One plain sentence in the two languages of the console.</summary>
public sealed record Sentence(string Zh, string En)
{
    /// <summary>The sentence in the language of <paramref name="culture"/>; Chinese unless English is asked for.</summary>
    public string In(System.Globalization.CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? En : Zh;

    /// <summary>The sentence in the current interface language.</summary>
    public override string ToString() => In(System.Globalization.CultureInfo.CurrentUICulture);
}
