using System.Globalization;
using System.Resources;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Text;

namespace CommunityConsole.Web.Tests.Text;

public sealed class QuarantineTextTests
{
    private static readonly ResourceManager Words = new(typeof(DevicesText).FullName!, typeof(DevicesText).Assembly);

    /// <summary>Every code the program can give, from the one place that gives them.</summary>
    public static TheoryData<string> EveryCode => [.. Codes().Distinct()];

    private static IEnumerable<string> Codes() =>
    [
        .. typeof(PacketProblems).GetProperties().Select(problem => ((PacketProblem)problem.GetValue(null)!).Code),
        .. typeof(PacketProblems).GetMethods()
            .Where(made => made is { IsStatic: true, IsSpecialName: false } && made.ReturnType == typeof(PacketProblem))
            .Select(made => ((PacketProblem)made.Invoke(null, [.. made.GetParameters().Select(p => p.ParameterType == typeof(Measure) ? (object)Measure.Sos : p.ParameterType == typeof(string) ? "x" : 0L)])!).Code),
    ];

    [Theory]
    [MemberData(nameof(EveryCode))]
    public void Reason_InBothLanguages_HasNameAndNextStep(string code)
    {
        var key = code.Replace('.', '_');

        foreach (var culture in new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo(Languages.English) })
        {
            var words = Words.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!;
            Assert.False(string.IsNullOrWhiteSpace(words.GetString("Name_" + key)), $"Name_{key} in {culture.Name}");
            Assert.False(string.IsNullOrWhiteSpace(words.GetString("Next_" + key)), $"Next_{key} in {culture.Name}");
        }
    }
}
