using CommunityConsole.Core.Credentials;
using CommunityConsole.Iot.Mqtt.Server;

namespace CommunityConsole.Iot.Intake;

/// <summary>Proves a login by SCRAM-SHA-256: its secret does not travel, not even inside TLS, and the device sees that the server knows it.</summary>
/// <param name="logins">All logins.</param>
/// <param name="claimed">The user name outside of the exchange; null for none. Another one inside proves nothing.</param>
/// <param name="time">The clock of the keys' ends.</param>
internal sealed class ScramLogin(CredentialDirectory logins, string? claimed, TimeProvider time) : IAuthExchange
{
    private ScramExchange? _exchange;

    public string? UserName => _exchange?.UserName ?? claimed;

    public AuthStep Take(ReadOnlySpan<byte> data)
    {
        if (_exchange is { } begun)
        {
            return Finish(begun, data);
        }

        _exchange = ScramExchange.Begin(data, name => logins.Find(name)?.Current.Salt);
        return _exchange is not null && (string.IsNullOrEmpty(claimed) || claimed == _exchange.UserName) ? new AuthStep(_exchange.Challenge, null) : default;
    }

    private AuthStep Finish(ScramExchange exchange, ReadOnlySpan<byte> data)
    {
        if (logins.Find(exchange.UserName) is not { } slot)
        {
            return default;
        }

        var now = time.GetUtcNow();
        return exchange.Finish(data, slot.Current.Keys.Where(key => key.IsGoodAt(now))) is var (key, answer)
            ? new AuthStep(answer, new DeviceGrant(slot, key.Id))
            : default;
    }
}
