using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Tests.Care;

namespace CommunityConsole.Core.Tests.Credentials;

/// <summary>What every store of logins must do; run on the one in memory and on the one on disk.</summary>
public abstract class CredentialStoreContract
{
    private static readonly AuditEntry Entry = new(Cared.Noon, "demo", "admin", "login.test", AuditEntry.Done, new AuditDetails("", "", "", "", "", ""));

    protected abstract ICredentialStore Store { get; }

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Save_EveryColumn_IsReadBackAndReplaced()
    {
        var first = await Store.SaveAsync(Full("d-1"), Entry, Stop);
        var bare = await Store.SaveAsync(new DeviceLogin("g-2", "demo", "网关", null, [1, 2]) { Publish = ["zigbee2mqtt/#"] }, Entry, Stop);
        var next = await Store.SaveAsync(first! with { Keys = [], Name = "meter2" }, Entry, Stop);

        var read = await Store.ReadAfterAsync(0, Stop);

        Assert.Equal(["g-2", "d-1"], read.Select(login => login.UserName));
        AssertSame(bare!, read[0]);
        AssertSame(next!, read[1]);
        Assert.Equal("meter2", read[1].Name);
    }

    [Fact]
    public async Task Save_EveryField_SurvivesTheStore()
    {
        var saved = await Store.SaveAsync(Full("d-1"), Entry, Stop);

        AssertSame(Full("d-1") with { Version = saved!.Version }, Assert.Single(await Store.ReadAfterAsync(0, Stop)));
    }

    [Fact]
    public async Task Save_AnotherVersionIsStored_WritesNothing()
    {
        var first = await Store.SaveAsync(Full("d-1"), Entry, Stop);
        await Store.SaveAsync(first! with { Name = "two" }, Entry, Stop);

        Assert.Null(await Store.SaveAsync(first with { Name = "three" }, Entry, Stop));
        Assert.Null(await Store.SaveAsync(Full("d-1"), Entry, Stop));

        Assert.Equal("two", Assert.Single(await Store.ReadAfterAsync(0, Stop)).Name);
    }

    [Fact]
    public async Task ReadAfter_AVersion_GivesWhatChangedSince()
    {
        var one = await Store.SaveAsync(Full("d-1"), Entry, Stop);
        var two = await Store.SaveAsync(Full("d-2"), Entry, Stop);
        var again = await Store.SaveAsync(one! with { Name = "again" }, Entry, Stop);

        Assert.True(one!.Version < two!.Version && two.Version < again!.Version);
        Assert.Equal(["d-1"], (await Store.ReadAfterAsync(two.Version, Stop)).Select(login => login.UserName));
        Assert.Empty(await Store.ReadAfterAsync(again!.Version, Stop));
    }

    private static DeviceLogin Full(string userName) => new(
        userName, "demo", "meter", new LoginDevice(new DeviceId(Cared.Place, "meter"), DeviceKind.Water, Dialects.Own, "meter"), [1, 2, 3])
    {
        Publish = ["community/demo/home/3-502/water/meter"],
        Subscribe = ["community/demo/home/3-502/water/meter/command/#"],
        Keys =
        [
            new LoginKey(new Guid(1, 2, 3, new byte[8]), LoginKeyKind.Secret, "AB", Cared.Noon, Cared.Noon.AddDays(1)) { Revoked = Cared.Noon.AddHours(1), Scram = new ScramKeys([4], [5]) },
            new LoginKey(new Guid(4, 5, 6, new byte[8]), LoginKeyKind.Certificate, "CD", Cared.Noon, null),
        ],
    };

    // Arrays compare by reference: as text they compare by content.
    private static void AssertSame(DeviceLogin expected, DeviceLogin read) => Assert.Equal(Text(expected), Text(read));

    private static string Text(DeviceLogin login) => System.Text.Json.JsonSerializer.Serialize(login);
}
