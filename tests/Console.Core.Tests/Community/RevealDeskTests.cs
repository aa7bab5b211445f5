using CommunityConsole.Core.Community;
using CommunityConsole.Core.Tests.Care;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Community;

public sealed class RevealDeskTests
{
    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task RevealOnce_IsOnTheLogAndGivesNoReasonForTheNextLook()
    {
        await using var desks = Desks.Fresh();
        await desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Role.Administrator }, Stop);

        var shown = await desks.Reveal.RevealOnceAsync(Place, Lin, "读给 120", Stop);

        Assert.Equal("张桂芳", shown.Value.Resident.Name);
        Assert.Null(desks.Reveal.ReasonOfShift(Lin.Id));
        Assert.Equal("读给 120", (await desks.AuditAsync()).Single(record => record.Action == "personal.reveal").Details!.Reason);

        await desks.Reveal.RevealAsync(Place, Lin, "上门", Stop);
        Assert.Equal("上门", desks.Reveal.ReasonOfShift(Lin.Id));
    }
}
