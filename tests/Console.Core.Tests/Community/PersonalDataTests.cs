using CommunityConsole.Core.Community;
using CommunityConsole.Core.Tests.Care;

namespace CommunityConsole.Core.Tests.Community;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("张小明", "张**")]
    [InlineData("张明", "张**")]
    [InlineData(" 王 ", "王**")]
    [InlineData("欧阳修文", "欧阳**")]
    [InlineData("欧阳", "欧**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData("", "")]
    public void Name_Any_ShowsTheSurnameOnly(string name, string shown) => Assert.Equal(shown, PersonalData.Name(name));

    [Theory]
    [InlineData("13812348000", "138****8000")]
    [InlineData("138 1234-8000", "138****8000")]
    [InlineData("67221234", "67****34")]
    [InlineData("12345", "****")]
    [InlineData("没有", "****")]
    [InlineData("", "")]
    public void Phone_Any_HidesTheMiddle(string phone, string shown) => Assert.Equal(shown, PersonalData.Phone(phone));

    [Fact]
    public void Of_EveryRole_ShowsNoFullNameOrNumber()
    {
        var home = Cared.Registered with
        {
            Contacts = [new Contact(ContactKind.Family, "李雪梅", "13987654321", "女儿")],
            Notes = new HomeNotes("对门有钥匙", "", "", ""),
        };

        foreach (var role in Enum.GetValues<Role>())
        {
            var card = PersonalData.Of(home, role);
            var care = role is Role.SocialWorker or Role.GridManager;
            var hidden = role is Role.CouncilChair or Role.Scrutineer or Role.Resident;

            Assert.DoesNotContain("桂芳", card.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("1234", card.Phone, StringComparison.Ordinal);
            Assert.Equal(hidden ? "***" : "张**", card.Name);
            Assert.Equal(care ? 1941 : null, card.BirthYear);
            Assert.Equal(care ? home.Notes : HomeNotes.None, card.Notes);
            Assert.Equal(care ? [new Contact(ContactKind.Family, "李**", "139****4321", "女儿")] : [], card.Contacts);
        }
    }

    [Fact]
    public async Task Reveal_WithReason_IsOnTheLogAndWithoutIsRefused()
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Homes.RegisterAsync(new HomeRegister([], [], [Cared.Registered]), Cared.Ma with { Role = Role.Administrator }, default);

        var refused = await desks.Reveal.RevealAsync(Cared.Place, Cared.Lin, " ", default);
        var shown = await desks.Reveal.RevealAsync(Cared.Place, Cared.Lin, "联系家属", default);

        Assert.IsType<ReasonNeeded>(refused.Problem);
        Assert.Equal("13812348000", shown.Value.Resident.Phone);
        var looks = (await desks.AuditAsync()).Where(record => record.Action == "personal.reveal").ToList();
        Assert.Equal(["personal.reason", "ok"], looks.Select(record => record.Result));
        Assert.Equal(("联系家属", "10.0.0.7", "home:demo/3-502"), (looks[1].Details!.Reason, looks[1].Details!.From, looks[1].Details!.Subject));
        Assert.Equal("联系家属", desks.Reveal.ReasonOfShift(Cared.Lin.Id));
        desks.Time.Advance(TimeSpan.FromHours(12));
        Assert.Null(desks.Reveal.ReasonOfShift(Cared.Lin.Id));
    }
}
