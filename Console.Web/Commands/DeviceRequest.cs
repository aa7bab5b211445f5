using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands;

/// <summary>What a command line about devices asks for.</summary>
/// <param name="Name">The device, the gateway, or the user name.</param>
internal sealed record DeviceRequest(string Verb, string Name)
{
    public const string Usage = """
        device add NAME --home HOME --kind water|power|lock|door|sos [--dialect own|tasmota] [--community ID]
        device gateway NAME --publish FILTER... [--subscribe FILTER...] [--community ID]
        device renew USER [--community ID]
        device revoke USER [--community ID]
        """;

    public string? Community { get; private set; }

    public string? Home { get; private set; }

    public DeviceKind? Kind { get; private set; }

    public string Dialect { get; private set; } = Dialects.Own;

    public List<string> Publish { get; } = [];

    public List<string> Subscribe { get; } = [];

    /// <summary>The device to add; in a foreign dialect its name is the one on the wire.</summary>
    public LoginDevice Device(string community) =>
        new(new DeviceId(new HomeId(community, Home!), Dialect == Dialects.Own ? Name : WireId.Of(Name)), Kind!.Value, Dialect, Name);

    public static bool TryRead(string[] args, out DeviceRequest request)
    {
        request = new DeviceRequest("", "");
        if (args is not [var verb, var name, .. var rest] || verb is not ("add" or "gateway" or "renew" or "revoke") || name.StartsWith("--", StringComparison.Ordinal))
        {
            return false;
        }

        request = new DeviceRequest(verb, name);
        for (var i = 0; i < rest.Length; i += 2)
        {
            if (i + 1 >= rest.Length || !request.Take(rest[i], rest[i + 1]))
            {
                return false;
            }
        }

        return verb != "add" || (request.Home is not null && request.Kind is not null);
    }

    private bool Take(string option, string value)
    {
        switch (option)
        {
            case "--community" when WireId.IsValid(value):
                Community = value;
                return true;
            case "--home" when Verb == "add" && WireId.IsValid(value):
                Home = value;
                return true;
            case "--kind" when Verb == "add" && Enum.TryParse<DeviceKind>(value, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && kind != DeviceKind.Unknown:
                Kind = kind;
                return true;
            case "--dialect" when Verb == "add" && value is Dialects.Own or Dialects.Tasmota:
                Dialect = value;
                return true;
            case "--publish" when Verb == "gateway":
                Publish.Add(value);
                return true;
            case "--subscribe" when Verb == "gateway":
                Subscribe.Add(value);
                return true;
            default:
                return false;
        }
    }
}
