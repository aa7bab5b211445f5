using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Metering;

public sealed class DeviceMessageDeskTests
{
    private static readonly Actor Manager = new(new StaffId("g"), "g", Role.GridManager, "demo");
    private static readonly DeviceId Lock = new(new HomeId("demo", "3-502"), "lock");

    private readonly FakeTimeProvider _time = new(Metered.Noon);
    private readonly VolatileAuditLog _audit;
    private readonly DeviceRegistry _registry;
    private readonly DeviceMessageDesk _desk;

    public DeviceMessageDeskTests()
    {
        (_audit, _registry) = (new VolatileAuditLog(), Metered.Registry(_time));
        _desk = new DeviceMessageDesk(_registry, new CommandLog(_audit, _time), _audit);
        _registry.Register(new Device(Lock, DeviceKind.Lock, Dialects.Tuya, "l7", Metered.Noon) { LastPayload = new byte[] { 7 } });
        _registry.Register(new Device(Metered.Water, DeviceKind.Water, Dialects.Own, "w1", Metered.Noon) { LastPayload = new byte[] { 8 } });
    }

    [Fact]
    public async Task Look_AtALocksMessage_IsOnTheAuditLog()
    {
        var seen = await _desk.LookAsync(Lock, Manager, CancellationToken.None);

        Assert.Equal([7], seen.Value.LastPayload.ToArray());
        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(("device.message", "device:demo/3-502/lock", AuditEntry.Done), (record.Action, record.Details!.Subject, record.Result));
    }

    [Fact]
    public async Task Look_AtAMetersMessage_IsNobodysSecret()
    {
        Assert.True((await _desk.LookAsync(Metered.Water, Manager, CancellationToken.None)).Succeeded);

        Assert.Empty(await RecordsAsync());
    }

    [Theory]
    [InlineData(Role.SocialWorker, "demo", "access.denied")]
    [InlineData(Role.Resident, "demo", "access.denied")]
    [InlineData(Role.Administrator, "next-door", "access.community")]
    public async Task Look_ByAnotherRoleOrCommunity_IsRefusedAndOnTheLog(Role role, string community, string code)
    {
        var seen = await _desk.LookAsync(Lock, Manager with { Role = role, Community = community }, CancellationToken.None);

        Assert.Equal(code, seen.Problem?.Code);
        Assert.Equal(code, Assert.Single(await RecordsAsync()).Result);
    }

    private async Task<List<AuditRecord>> RecordsAsync()
    {
        var records = new List<AuditRecord>();
        await foreach (var record in _audit.ReadAsync(0, CancellationToken.None))
        {
            records.Add(record);
        }

        return records;
    }
}
