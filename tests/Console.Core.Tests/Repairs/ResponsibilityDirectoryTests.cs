using CommunityConsole.Core.Repairs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>Every report reaches somebody, and the row that knows the place best says whom.</summary>
public sealed class ResponsibilityDirectoryTests
{
    private const string Header = "service,site,asset,building,unit,backup,person,normal,high,danger,escalation";
    private const string Anybody = ",,,,committee,,,,,,property:24;committee:72";

    private static readonly DateOnly Day = new(2026, 11, 30);

    [Fact]
    public void For_EveryServiceAtEverySite_NamesAUnitADeadlineAndWhoIsToldWhenItIsLate()
    {
        foreach (var service in ServiceCatalogue.All)
        {
            foreach (var site in Enum.GetValues<SiteKind>())
            {
                var answer = ResponsibilityDirectory.Default.For(service.Code, site);

                Assert.NotNull(ResponsibilityDirectory.Default.Unit(answer.Unit));
                Assert.NotNull(answer.Backup);
                Assert.NotEqual(answer.Unit, answer.Backup);
                Assert.True(answer.Deadline(Urgency.Danger, Day) <= answer.Deadline(Urgency.Normal, Day));
                Assert.Equal(EscalationLevel.Committee, answer.Steps[^1].To);
            }
        }
    }

    [Theory]
    [InlineData("water", SiteKind.Home, null, "property-engineering")]
    [InlineData("water", SiteKind.Home, "supply", "property-engineering")]
    [InlineData("water", SiteKind.Building, null, "property-engineering")]
    [InlineData("water", SiteKind.Building, "supply", "water-works")]
    [InlineData("water", SiteKind.Street, null, "water-works")]
    [InlineData("power", SiteKind.Home, "supply", "property-engineering")]
    [InlineData("power", SiteKind.Building, null, "property-engineering")]
    [InlineData("power", SiteKind.Building, "supply", "power-grid")]
    [InlineData("heating", SiteKind.Home, null, "property-engineering")]
    [InlineData("heating", SiteKind.Building, null, "heating-company")]
    [InlineData("gas", SiteKind.Home, null, "gas-company")]
    [InlineData("lift", SiteKind.Building, null, "lift-company")]
    [InlineData("lighting", SiteKind.Estate, null, "property-engineering")]
    [InlineData("lighting", SiteKind.Street, null, "municipal")]
    [InlineData("fire", SiteKind.Building, null, "property-engineering")]
    [InlineData("fire", SiteKind.Building, "escape", "property-security")]
    [InlineData("parking", SiteKind.Estate, null, "property-security")]
    [InlineData("parking", SiteKind.Estate, "charging", "charging-operator")]
    [InlineData("network", SiteKind.Home, null, "telecom")]
    [InlineData("network", SiteKind.Estate, "camera", "property-security")]
    [InlineData("road", SiteKind.Estate, null, "property-engineering")]
    [InlineData("road", SiteKind.Street, null, "municipal")]
    [InlineData("greening", SiteKind.Estate, null, "property-greening")]
    [InlineData("greening", SiteKind.Street, null, "municipal")]
    [InlineData("nuisance", SiteKind.Home, null, "committee")]
    public void For_DefaultDirectory_AnswersAsAgreed(string service, SiteKind site, string? asset, string unit) =>
        Assert.Equal(unit, ResponsibilityDirectory.Default.For(new ServiceCode(service), site, asset).Unit.Value);

    [Theory]
    [InlineData("lift", SiteKind.Street, null, null, "committee")]
    [InlineData("water", SiteKind.Street, null, null, "water-works")]
    [InlineData("water", SiteKind.Building, null, null, "property-engineering")]
    [InlineData("water", SiteKind.Building, "pump", null, "property-cleaning")]
    [InlineData("water", SiteKind.Building, "PUMP", null, "property-cleaning")]
    [InlineData("water", SiteKind.Building, "pump", "7", "telecom")]
    [InlineData("gas", SiteKind.Home, "pump", "7", "telecom")]
    [InlineData("water", SiteKind.Building, "pump", "8", "property-cleaning")]
    public void For_SeveralRowsFit_TheMostSpecificWinsWhateverTheirOrder(string service, SiteKind site, string? asset, string? building, string unit)
    {
        string[] rows =
        [
            Anybody,
            "water,,,,water-works,,,,,,committee:0",
            "water,building,,,property-engineering,,,,,,committee:0",
            ",,pump,,property-cleaning,,,,,,committee:0",
            ",,,7,telecom,,,,,,committee:0",
        ];

        foreach (var order in new[] { rows, [.. rows.Reverse()] })
        {
            Assert.Equal(unit, Load(order).For(new ServiceCode(service), site, asset, building).Unit.Value);
        }
    }

    [Fact]
    public void For_RowWithAllCells_SaysThemAll()
    {
        var answer = Load(Anybody, "lift,,,7,lift-company,property-engineering,li.wei,12,2,0.5,building:0;property:4;committee:24").For(ServiceCodes.Lift, SiteKind.Building, null, "7");

        Assert.Equal(("lift-company", "property-engineering", "li.wei"), (answer.Unit.Value, answer.Backup?.Value, answer.Person?.Value));
        Assert.Equal(TimeSpan.FromMinutes(30), answer.Deadline(Urgency.Danger, Day));
        Assert.Equal(TimeSpan.FromHours(12), answer.Deadline(Urgency.Normal, Day));
        Assert.Equal(
            [new(EscalationLevel.Building, TimeSpan.Zero), new(EscalationLevel.Property, TimeSpan.FromHours(4)), new EscalationStep(EscalationLevel.Committee, TimeSpan.FromHours(24))],
            answer.Steps);
    }

    [Fact]
    public void For_UnknownService_IsAFault() =>
        Assert.Throws<ArgumentException>(() => ResponsibilityDirectory.Default.For(new ServiceCode("roof"), SiteKind.Building));

    [Theory]
    [InlineData("roof,,,,committee,,,,,,committee:0", "service 'roof'")]
    [InlineData("water,garden,,,committee,,,,,,committee:0", "site 'garden'")]
    [InlineData("water,,,,plumber,,,,,,committee:0", "unit 'plumber'")]
    [InlineData("water,,,,,,,,,,committee:0", "unit ''")]
    [InlineData("water,,,,committee,plumber,,,,,committee:0", "backup 'plumber'")]
    [InlineData("water,,,,committee,committee,,,,,committee:0", "backup is the unit itself")]
    [InlineData("water,,,,committee,,,24,,,committee:0", "must all be hours")]
    [InlineData("water,,,,committee,,,-1,4,1,committee:0", "must all be hours")]
    [InlineData("water,,,,committee,,,4,24,1,committee:0", "must not grow")]
    [InlineData("water,,,,committee,,,,,,", "is not level:hours")]
    [InlineData("water,,,,committee,,,,,,mayor:3", "is not level:hours")]
    [InlineData("water,,,,committee,,,,,,committee:0;property:4", "goes up")]
    [InlineData("water,,,,committee,,,,,committee:0", "10 cells")]
    [InlineData(",,,,telecom,,,,,,committee:0", "of line 2 once more")]
    public void Load_WrongRow_IsRefusedWithItsLineAndWhatToDo(string row, string said)
    {
        var refused = Assert.Throws<FormatException>(() => Load(Anybody, row));

        Assert.Contains("line 3: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SeveralWrongRows_TellsThemAll()
    {
        var refused = Assert.Throws<FormatException>(() => Load(Anybody, "roof,,,,committee,,,,,,committee:0", "# note", "", "water,,,,plumber,,,,,,committee:0"));

        Assert.Contains("line 3: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 6: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PairNobodyAnswersFor_IsRefused()
    {
        var refused = Assert.Throws<FormatException>(() => Load("water,,,,water-works,,,,,,committee:0"));

        Assert.Contains("nobody answers for lift, street", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("service,unit\nwater,committee")]
    public void Load_WithoutTheHeader_IsRefused(string text) =>
        Assert.Contains("line 1: the first row must be the header", Assert.Throws<FormatException>(() => ResponsibilityDirectory.Load(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_FileOfASpreadsheet_MarkAndCarriageReturnsAreNoMatter()
    {
        var directory = ResponsibilityDirectory.Load($"\uFEFF{Header}\r\n{Anybody}\r\n\"water\",,,\"7, east\",telecom,,,,,,committee:0\r\n");

        Assert.Equal("telecom", directory.For(ServiceCodes.Water, SiteKind.Home, null, "7, east").Unit.Value);
    }

    [Fact]
    public void Settings_WrongFile_StopTheStart()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $"{Header}\n{Anybody}\nroof,,,,committee,,,,,,committee:0\n");

            Assert.Contains("line 3: service 'roof'", Refusal(("Repairs:Directory", path)), StringComparison.Ordinal);
            Assert.Contains("there is no file", Refusal(("Repairs:Directory", path + ".missing")), StringComparison.Ordinal);
            Assert.Contains("Repairs:Phones:plumber", Refusal(("Repairs:Phones:plumber", "1")), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Settings_OwnFileAndPhones_ReplaceTheDefault()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $"{Header}\n{Anybody}\n");

            var directory = Provider(("Repairs:Directory", path), ("Repairs:Phones:committee", "0000")).GetRequiredService<ResponsibilityDirectory>();

            Assert.Equal(RepairUnits.Committee, directory.For(ServiceCodes.Lift, SiteKind.Building).Unit);
            Assert.Equal("0000", directory.Unit(RepairUnits.Committee)?.Phone);
            Assert.Equal("", directory.Unit(RepairUnits.Telecom)?.Phone);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ResponsibilityDirectory Load(params string[] rows) => ResponsibilityDirectory.Load(string.Join('\n', [Header, .. rows]));

    private static string Refusal(params (string Key, string Value)[] settings) =>
        Assert.Throws<OptionsValidationException>(Provider(settings).GetRequiredService<IStartupValidator>().Validate).Message;

    private static ServiceProvider Provider(params (string Key, string Value)[] settings) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build())
            .AddRepairKnowledge()
            .BuildServiceProvider();
}
