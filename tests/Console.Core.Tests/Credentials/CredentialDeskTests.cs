using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Tests.Metering;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Credentials;

public sealed class CredentialDeskTests
{
    private static readonly Actor Admin = new(new StaffId("admin"), "管理员", Role.Administrator, "demo");
    private static readonly LoginDevice Meter = new(Metered.Water, DeviceKind.Water, Dialects.Own, "w1");
    private static readonly LoginDevice Plug = new(new DeviceId(new HomeId("demo", "1-101"), "plug"), DeviceKind.Power, Dialects.Tasmota, "plug");

    private readonly FakeTimeProvider _time = new(Metered.Noon);
    private readonly VolatileAuditLog _audit = new();
    private readonly VolatileCredentialStore _store;
    private readonly DeviceRegistry _registry;
    private readonly CredentialDirectory _directory;
    private readonly CredentialDesk _desk;

    public CredentialDeskTests()
    {
        _store = new VolatileCredentialStore(_audit);
        _registry = Metered.Registry(_time, autoRegister: false);
        _directory = new CredentialDirectory(_store, _registry, _time);
        _desk = new CredentialDesk(_store, _directory, _registry, new FewTopics(), new CommandLog(_audit, _time), _time);
    }

    private static CancellationToken Stop => CancellationToken.None;

    public static TheoryData<string, Role> Cells()
    {
        var cells = new TheoryData<string, Role>();
        foreach (var command in new[] { "issue", "gateway", "renew", "topics", "certificate", "revoke" })
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                cells.Add(command, role);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Command_ByRole_IsForAdministratorsAloneAndRefusalsAreOnTheLog(string command, Role role)
    {
        var gateway = (await _desk.IssueGatewayAsync("网关", ["tele/#"], [], Admin, Stop)).Value.Login;

        var problem = await GiveAsync(command, gateway, Admin with { Id = new StaffId("x"), Role = role });

        Assert.Equal(role != Role.Administrator, problem is NotAllowed);
        Assert.Equal(role == Role.Administrator ? 0 : 1, (await AuditAsync()).Count(record => record.Result == "access.denied" && record.Actor == "x"));
    }

    [Theory]
    [InlineData("issue", "access.community")]
    [InlineData("renew", "login.unknown")]
    [InlineData("topics", "login.unknown")]
    [InlineData("certificate", "login.unknown")]
    [InlineData("revoke", "login.unknown")]
    public async Task Command_FromAnotherCommunity_IsRefusedAndChangesNothing(string command, string code)
    {
        var gateway = (await _desk.IssueGatewayAsync("网关", ["tele/#"], [], Admin, Stop)).Value.Login;

        var problem = await GiveAsync(command, gateway, Admin with { Community = "next" });

        Assert.Equal(code, problem?.Code);
        Assert.Equal(gateway, _directory.Find(gateway.UserName)!.Current);
        Assert.Contains(await AuditAsync(), record => record.Result == code && record.Community == "next");
    }

    [Fact]
    public async Task Issue_ForADeviceNobodyEntered_EntersItAndShowsTheSecretOnce()
    {
        var issued = (await _desk.IssueAsync(Meter, null, Admin, Stop)).Value;

        Assert.Equal(43, issued.Secret.Length);
        Assert.NotNull(_registry.Find(Metered.Water));
        Assert.Equal(issued.Key.Id, LoginCheck.Prove(issued.Login, Encoding.UTF8.GetBytes(issued.Secret), Metered.Noon)?.Id);

        // Neither what is stored nor the audit holds anything that opens the door.
        Assert.DoesNotContain(issued.Secret, JsonSerializer.Serialize(await _store.ReadAfterAsync(0, Stop)), StringComparison.Ordinal);
        Assert.DoesNotContain(issued.Secret, JsonSerializer.Serialize(await AuditAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(await AuditAsync(), record => record.Details!.After.Contains(issued.Key.Hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Issue_Again_AddsASecretToTheSameLogin()
    {
        var first = (await _desk.IssueAsync(Meter, null, Admin, Stop)).Value;
        var second = (await _desk.IssueAsync(Meter, TimeSpan.FromDays(1), Admin, Stop)).Value;

        Assert.Equal(first.Login.UserName, second.Login.UserName);
        Assert.NotNull(LoginCheck.Prove(second.Login, Encoding.UTF8.GetBytes(first.Secret), Metered.Noon.AddHours(23)));
        Assert.Null(LoginCheck.Prove(second.Login, Encoding.UTF8.GetBytes(first.Secret), Metered.Noon.AddDays(1)));
        Assert.NotNull(LoginCheck.Prove(second.Login, Encoding.UTF8.GetBytes(second.Secret), Metered.Noon.AddDays(1)));
    }

    [Fact]
    public async Task Renewal_WithALongerOverlap_DoesNotLengthenAKeyThatIsToEnd()
    {
        var first = (await _desk.IssueAsync(Meter, null, Admin, Stop)).Value;
        await _desk.IssueAsync(Meter, TimeSpan.FromHours(1), Admin, Stop);
        var third = (await _desk.IssueAsync(Meter, TimeSpan.FromDays(30), Admin, Stop)).Value;

        Assert.Null(third.Login.KeyAt(first.Key.Id, Metered.Noon.AddHours(1)));
    }

    [Fact]
    public async Task Renewal_WithTooManyGoodKeys_IsRefused()
    {
        for (var i = 0; i < DeviceLogin.MostKeys; i++)
        {
            Assert.True((await _desk.IssueAsync(Meter, null, Admin, Stop)).Succeeded);
        }

        Assert.Equal("login.keys", (await _desk.IssueAsync(Meter, null, Admin, Stop)).Problem?.Code);
    }

    [Fact]
    public async Task Revoke_OneKey_LeavesTheOther()
    {
        var first = (await _desk.IssueAsync(Meter, null, Admin, Stop)).Value;
        var second = (await _desk.IssueAsync(Meter, null, Admin, Stop)).Value;

        var revoked = (await _desk.RevokeAsync(first.Login.UserName, first.Key.Id, Admin, Stop)).Value;

        Assert.Null(revoked.KeyAt(first.Key.Id, Metered.Noon));
        Assert.NotNull(revoked.KeyAt(second.Key.Id, Metered.Noon));
        Assert.Equal("login.unknown", (await _desk.RevokeAsync(first.Login.UserName, Guid.NewGuid(), Admin, Stop)).Problem?.Code);
    }

    [Fact]
    public async Task Directory_OfAnotherProcess_SeesARevocationWhenItReadsAgain()
    {
        var elsewhere = new CredentialDirectory(_store, Metered.Registry(_time), _time);
        var issued = (await _desk.IssueAsync(Meter, null, Admin, Stop)).Value;
        await elsewhere.LoadAsync(Stop);
        var before = elsewhere.Revision;

        await _desk.RevokeAsync(issued.Login.UserName, null, Admin, Stop);
        await elsewhere.LoadAsync(Stop);

        Assert.False(elsewhere.Find(issued.Login.UserName)!.Current.IsOpenAt(Metered.Noon));
        Assert.True(elsewhere.Revision > before);
    }

    [Fact]
    public async Task Certificate_IsGoodForItsLoginUntilItIsOver()
    {
        var gateway = (await _desk.IssueGatewayAsync("网关", ["tele/#"], [], Admin, Stop)).Value.Login;
        using var certificate = NewCertificate(Metered.Noon.AddDays(30));

        var login = (await _desk.AddCertificateAsync(gateway.UserName, certificate.ExportCertificatePem(), Admin, Stop)).Value;
        var hash = Convert.ToHexString(SHA256.HashData(certificate.RawData));

        Assert.Equal(gateway.UserName, _directory.FindByCertificate(hash)?.Current.UserName);
        Assert.NotNull(LoginCheck.ProveCertificate(login, hash, Metered.Noon.AddDays(29)));
        Assert.Null(LoginCheck.ProveCertificate(login, hash, Metered.Noon.AddDays(30)));
        Assert.Equal("login.certificate", (await _desk.AddCertificateAsync(gateway.UserName, certificate.ExportCertificatePem(), Admin, Stop)).Problem?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public async Task Certificate_ThatIsNone_IsRefused(string pem)
    {
        var gateway = (await _desk.IssueGatewayAsync("网关", ["tele/#"], [], Admin, Stop)).Value.Login;

        Assert.Equal("login.certificate", (await _desk.AddCertificateAsync(gateway.UserName, pem, Admin, Stop)).Problem?.Code);
    }

    [Fact]
    public async Task WireName_OfAnotherCommunity_IsNeitherIssuedNorTakenOver()
    {
        await _desk.IssueAsync(Plug, null, Admin, Stop);
        var next = Admin with { Community = "next" };
        var stolen = Plug with { Id = new DeviceId(new HomeId("next", "9-9"), "plug") };

        var issued = await _desk.IssueAsync(stolen, null, next, Stop);
        var assigned = await new DeviceDesk(_registry, new NoDevices()).AssignAsync(
            new Device(stolen.Id, stolen.Kind, stolen.Dialect, stolen.WireName, Metered.Noon), next, Stop);

        Assert.Equal(("access.community", "access.community"), (issued.Problem?.Code, assigned.Problem?.Code));
        Assert.NotNull(_registry.Find(Plug.Id));
    }

    [Theory]
    [InlineData("", "tele/#")]
    [InlineData("   ", "tele/#")]
    [InlineData("网关", "")]
    public async Task Gateway_WithoutNameOrTopics_IsRefused(string name, string topics) => Assert.Equal(
        "login.gateway",
        (await _desk.IssueGatewayAsync(name, topics.Split(' ', StringSplitOptions.RemoveEmptyEntries), [], Admin, Stop)).Problem?.Code);

    private async Task<Problem?> GiveAsync(string command, DeviceLogin gateway, Actor actor)
    {
        using var certificate = NewCertificate(Metered.Noon.AddDays(1));
        return command switch
        {
            "issue" => (await _desk.IssueAsync(Meter, null, actor, Stop)).Problem,
            "gateway" => (await _desk.IssueGatewayAsync("另一个", ["stat/#"], [], actor, Stop)).Problem,
            "renew" => (await _desk.RenewAsync(gateway.UserName, null, actor, Stop)).Problem,
            "topics" => (await _desk.ChangeTopicsAsync(gateway.UserName, ["stat/#"], [], actor, Stop)).Problem,
            "certificate" => (await _desk.AddCertificateAsync(gateway.UserName, certificate.ExportCertificatePem(), actor, Stop)).Problem,
            "revoke" => (await _desk.RevokeAsync(gateway.UserName, null, actor, Stop)).Problem,
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
        };
    }

    private async Task<List<AuditRecord>> AuditAsync()
    {
        var records = new List<AuditRecord>();
        await foreach (var record in _audit.ReadAsync(0, Stop))
        {
            records.Add(record);
        }

        return records;
    }

    private static X509Certificate2 NewCertificate(DateTimeOffset ends)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(Metered.Noon.AddDays(-1), ends);
    }

    private sealed class FewTopics : ILoginTopics
    {
        public (IReadOnlyList<string> Publish, IReadOnlyList<string> Subscribe) TopicsOf(LoginDevice device) => ([$"{device.Dialect}/{device.WireName}"], []);

        public Problem? Refusal(string filter, string community) => null;
    }

    private sealed class NoDevices : IDeviceStore
    {
        public Task<IReadOnlyList<Device>> LoadAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Device>>([]);

        public Task SaveAsync(IReadOnlyList<Device> devices, IReadOnlyList<DeviceId> removed, CancellationToken cancellation) => Task.CompletedTask;
    }
}
