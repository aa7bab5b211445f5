using CommunityConsole.Core.Credentials;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Iot.Intake;

/// <summary>Binds the MQTT server to the logins of devices.</summary>
public static class DeviceAccessFeature
{
    /// <summary>Registers the rights; needs <see cref="IOperatorLogins"/>, and the feature of the logins beside it.</summary>
    public static IServiceCollection AddDeviceAccess(this IServiceCollection services)
    {
        services.AddSingleton<ILoginTopics, DeviceTopics>();
        services.AddSingleton<ClientAuthority>();
        services.AddSingleton<IMqttAccess, DeviceAccess>();
        return services;
    }
}
