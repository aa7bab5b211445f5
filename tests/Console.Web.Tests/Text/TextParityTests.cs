using System.Collections;
using System.Globalization;
using System.Resources;
using CommunityConsole.Web.Text;

namespace CommunityConsole.Web.Tests.Text;

public sealed class TextParityTests
{
    public static TheoryData<Type> EveryText =>
        [.. typeof(ShellText).Assembly.GetTypes().Where(type => type is { Namespace: "CommunityConsole.Web.Text", IsPublic: true } && type.Name.EndsWith("Text", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(EveryText))]
    public void EveryWord_IsInBothLanguages(Type text)
    {
        var words = new ResourceManager(text.FullName!, text.Assembly);

        var chinese = Keys(words, CultureInfo.InvariantCulture);
        var english = Keys(words, CultureInfo.GetCultureInfo(Languages.English));

        Assert.NotEmpty(chinese);
        Assert.Equal(chinese, english);
    }

    private static List<string> Keys(ResourceManager words, CultureInfo culture) =>
        [.. words.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal)];
}
