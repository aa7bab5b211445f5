using System.Text.RegularExpressions;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>What stands in the catalogue can be shown, asked and promised.</summary>
public sealed partial class ServiceCatalogueTests
{
    [Fact]
    public void Codes_AreThoseOfTheContract_EachOnce() =>
        Assert.Equal(
            [
                "amenity", "cleaning", "drain", "entrance", "fire", "gas", "greening", "heating", "lift", "lighting",
                "network", "nuisance", "other", "parking", "pests", "power", "road", "structure", "water",
            ],
            ServiceCatalogue.All.Select(service => service.Code.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Words_OfEveryService_StandInBothLanguages() =>
        Assert.All(ServiceCatalogue.All, service =>
        {
            Assert.Matches(Code(), service.Code.Value);
            Assert.All(
                new[] { service.Name, service.Group, service.Description }
                    .Concat(service.Danger is { } danger ? [danger] : [])
                    .Concat(service.Questions.Select(question => question.Text))
                    .Concat(service.Questions.SelectMany(question => question.Choices).Select(choice => choice.Name)),
                words =>
                {
                    Assert.Matches(Chinese(), words.Zh);
                    Assert.DoesNotMatch(Chinese(), words.En);
                    Assert.NotEmpty(words.En);
                });
        });

    [Fact]
    public void Questions_AreFew_AndTheirCodesTellThemApart() =>
        Assert.All(ServiceCatalogue.All, service =>
        {
            Assert.InRange(service.Questions.Count, 0, 2);
            Assert.Distinct(service.Questions.Select(question => question.Code));
            Assert.All(service.Questions, question => Assert.Equal(question.Kind == QuestionKind.OneOf, question.Choices.Count > 1));
        });

    [Theory]
    [InlineData("gas")]
    [InlineData("lift")]
    [InlineData("power")]
    [InlineData("structure")]
    public void Danger_IsSaidWherePeopleComeToHarm(string code) => Assert.NotNull(ServiceCatalogue.Find(new ServiceCode(code))?.Danger);

    [Fact]
    public void Deadlines_GetShorterWithUrgency() =>
        Assert.All(ServiceCatalogue.All.SelectMany(service => service.Deadlines), dated =>
            Assert.True(dated.Deadlines.For(Urgency.Normal) > dated.Deadlines.For(Urgency.High) && dated.Deadlines.For(Urgency.High) > dated.Deadlines.For(Urgency.Danger)));

    [Fact]
    public void Deadlines_NewPromise_LeavesOlderReportsTheirs()
    {
        var service = ServiceCatalogue.All[0] with
        {
            Deadlines = [new(new(2026, 1, 1), new(24, 4, 1)), new(new(2026, 6, 1), new(12, 2, 1))],
        };

        Assert.Equal(24, service.DeadlinesOn(new(2026, 5, 31)).Normal);
        Assert.Equal(12, service.DeadlinesOn(new(2026, 6, 1)).Normal);
        Assert.Equal(24, service.DeadlinesOn(new(2025, 6, 1)).Normal);
    }

    [Fact]
    public void Find_UnknownCode_IsNull() => Assert.Null(ServiceCatalogue.Find(new ServiceCode("roof")));

    [GeneratedRegex("^[a-z-]{1,32}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
