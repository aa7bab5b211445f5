using CommunityConsole.Iot.Mqtt.Server;

namespace CommunityConsole.Iot.Intake;

/// <summary>Somebody of the staff, who may read the topics of the community's devices.</summary>
public sealed record OperatorLogin(string UserName, string Community) : MqttLogin(UserName, Community)
{
    private volatile bool _over;

    /// <summary>Whether the account or its token is no longer good.</summary>
    public bool IsOver => _over;

    /// <summary>The account is disabled, has another role, or its token is gone.</summary>
    public void End() => _over = true;
}

/// <summary>Proves operators; accounts are kept elsewhere.</summary>
public interface IOperatorLogins
{
    /// <summary>The login of an account by one of its tokens; null when it proves nothing or the role may not read devices.</summary>
    ValueTask<OperatorLogin?> LogInAsync(string userName, ReadOnlyMemory<byte> token, CancellationToken cancellation);
}
