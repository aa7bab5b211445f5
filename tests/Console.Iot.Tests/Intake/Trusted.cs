using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Transport;
using CommunityConsole.Iot.Tests.Mqtt;
using CommunityConsole.Iot.Tests.Mqtt.Server;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Iot.Tests.Intake;

/// <summary>A server that knows logins of devices, as in Production: nobody anonymous; two communities, "demo" and "next".</summary>
internal sealed class Trusted : IAsyncDisposable
{
    internal const string Meter = "community/demo/home/9-901/water/meter";
    internal const string Neighbour = "community/next/home/1-101/water/meter";

    private readonly CredentialDesk _desk;
    private readonly MqttOptions _options = new() { AllowAnonymous = false };

    private Trusted()
    {
        var communities = new KnownCommunities();
        communities.Ids.Add("demo");
        communities.Ids.Add("next");
        Registry = new DeviceRegistry(Options.Create(new DevicesOptions()), Options.Create(communities), Time);
        var audit = new VolatileAuditLog();
        var store = new VolatileCredentialStore(audit);
        Directory = new CredentialDirectory(store, Registry, Time);
        _desk = new CredentialDesk(store, Directory, Registry, new DeviceTopics(), new CommandLog(audit, Time), Time);
        Access = new DeviceAccess(Directory, Operators, Registry, new ClientAuthority(Options.Create(_options)), Options.Create(_options), Time);
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    internal DeviceRegistry Registry { get; }

    internal CredentialDirectory Directory { get; }

    internal FewOperators Operators { get; } = new();

    internal DeviceAccess Access { get; }

    internal ServerHost Server { get; private set; } = null!;

    internal CredentialDesk Desk => _desk;

    internal VolatileStateStore State { get; } = new();

    internal static async Task<Trusted> StartAsync(params (string Key, string Value)[] settings)
    {
        var trusted = new Trusted();
        trusted._options.ClientAuthority = settings.FirstOrDefault(s => s.Key == "Mqtt:ClientAuthority").Value;
        await trusted.StartServerAsync(settings);
        return trusted;
    }

    /// <summary>Stops the server in order; another one starts with what it left.</summary>
    internal async Task RestartAsync()
    {
        await Server.DisposeAsync();
        await StartServerAsync([]);
    }

    private async Task StartServerAsync((string Key, string Value)[] settings) =>
        Server = await ServerHost.StartAsync(settings.ToDictionary(s => s.Key, s => (string?)s.Value), access: Access, store: State);

    internal static Actor Administrator(string community = "demo") => new(new StaffId("admin"), "管理员", Role.Administrator, community);

    /// <summary>The login of a water meter of our own dialect.</summary>
    internal async Task<IssuedSecret> MeterAsync(string community = "demo", string home = "9-901", string name = "meter")
    {
        var id = new DeviceId(new HomeId(community, home), name);
        var issued = await _desk.IssueAsync(new LoginDevice(id, DeviceKind.Water, Dialects.Own, name), null, Administrator(community), CancellationToken.None);
        return issued.Value;
    }

    /// <summary>The login of a gateway.</summary>
    internal async Task<IssuedSecret> GatewayAsync(string community, string[] publish, params string[] subscribe) =>
        (await _desk.IssueGatewayAsync("gateway", publish, subscribe, Administrator(community), CancellationToken.None)).Value;

    internal async Task RevokeAsync(IssuedSecret issued) =>
        Assert.True((await _desk.RevokeAsync(issued.Login.UserName, issued.Key.Id, Administrator(issued.Login.Community), CancellationToken.None)).Succeeded);

    internal Task<RawClient> ConnectAsync(IssuedSecret who, string id = "dev", bool cleanStart = true, CommunityConsole.Iot.Mqtt.Wire.WillMessage? will = null,
        CommunityConsole.Iot.Mqtt.Wire.PropertyBag? properties = null) =>
        RawClient.ConnectAsync(Server, id: id, cleanStart: cleanStart, will: will, properties: properties, user: who.Login.UserName, password: who.Secret);

    internal Task<RawClient> ConnectOperatorAsync(string community, string id = "op") =>
        RawClient.ConnectAsync(Server, id: id, user: Operators.Add(community), password: "token");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Operators by name; the token is always the same.</summary>
    internal sealed class FewOperators : IOperatorLogins
    {
        private readonly Dictionary<string, OperatorLogin> _all = [];

        internal string Add(string community)
        {
            _all["op-" + community] = new OperatorLogin("@op-" + community, community);
            return "op-" + community;
        }

        internal OperatorLogin Of(string community) => _all["op-" + community];

        public ValueTask<OperatorLogin?> LogInAsync(string userName, ReadOnlyMemory<byte> token, CancellationToken cancellation) =>
            ValueTask.FromResult(Encoding.UTF8.GetString(token.Span) == "token" ? _all.GetValueOrDefault(userName) : null);
    }
}
