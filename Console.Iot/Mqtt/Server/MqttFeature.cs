using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Registers the embedded MQTT server.</summary>
public static class MqttFeature
{
    /// <summary>The key of the protocol's clock among the services.</summary>
    public const string Clock = "mqtt";

    /// <summary>
    /// Adds the server and its listener. Register the <see cref="IPublishSink"/> yourself, and whatever it needs at the end
    /// of the process before this: hosted services stop in the reverse order, so the listener goes first.
    /// </summary>
    public static IServiceCollection AddMqtt(this IServiceCollection services)
    {
        services.AddOptions<MqttOptions>().BindConfiguration(MqttOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<MqttOptions>, MqttDefaults>();
        services.AddSingleton<IValidateOptions<MqttOptions>, MqttOptionsCheck>();
        services.TryAddKeyedSingleton(Clock, TimeProvider.System);
        services.TryAddSingleton<IMqttAccess, AnonymousAccess>();
        services.TryAddSingleton<IMqttStateStore, NoStateStore>();
        services.AddSingleton<MqttServer>();
        services.AddSingleton<MqttListener>();
        services.AddHostedService(s => s.GetRequiredService<MqttListener>());
        return services;
    }

    // Lists may be given as one value with commas, which an environment variable can do; it wins over a list of the file.
    private sealed class MqttDefaults(IConfiguration configuration, IHostEnvironment environment) : IPostConfigureOptions<MqttOptions>
    {
        private static readonly string[] UsualPlainTopics = ["plain/#"];

        public void PostConfigure(string? name, MqttOptions options)
        {
            var section = configuration.GetSection(MqttOptions.Section);
            options.PlainTopics = List(section.GetSection(nameof(MqttOptions.PlainTopics))) ?? UsualPlainTopics;
            options.RefuseSubscriptions = List(section.GetSection(nameof(MqttOptions.RefuseSubscriptions))) ?? [];
            options.Address ??= environment.IsDevelopment() ? "127.0.0.1" : "0.0.0.0";
            options.AllowAnonymous ??= environment.IsDevelopment();
            options.TlsRequired ??= !environment.IsDevelopment() && options.TlsPort is not null;
            options.PacketRate ??= environment.IsDevelopment() ? 0 : 1_000;
            options.ByteRate ??= environment.IsDevelopment() ? 0 : 1_048_576;
            options.ConnectRate ??= environment.IsDevelopment() ? 0 : 50;
        }

        private static string[]? List(IConfigurationSection section)
        {
            if (!string.IsNullOrWhiteSpace(section.Value))
            {
                return section.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            }

            var items = section.GetChildren().Select(c => c.Value).OfType<string>().ToArray();
            return items.Length > 0 ? items : null;
        }
    }
}
