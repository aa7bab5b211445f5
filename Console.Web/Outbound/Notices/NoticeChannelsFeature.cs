using CommunityConsole.Core.Care;
using CommunityConsole.Core.Notices;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.Notices;

/// <summary>Registers the ways out that the settings name.</summary>
internal static class NoticeChannelsFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddNoticeChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<NoticesOptions>(NoticesOptions.Section);
        services.AddSingleton<ConsoleAddress>();
        services.AddSingleton<IFineAddress>(static provider => provider.GetRequiredService<ConsoleAddress>());
        services.AddSingleton<NoticeLine>();
        services.AddSingleton<FineSeal>();
        services.AddSingleton<IFineSeal>(static provider => provider.GetRequiredService<FineSeal>());
        var section = configuration.GetSection(NoticesOptions.Section);
        if (section[nameof(NoticesOptions.File)] is { Length: > 0 } file)
        {
            services.AddSingleton<INoticeChannel>(provider => new FileChannel(file, provider.GetRequiredService<NoticeLine>()));
        }

        if (section[nameof(NoticesOptions.Webhook)] is { Length: > 0 })
        {
            // No redirect: what is told must not wander to another host.
            services.AddHttpClient(WebhookChannel.Client, (provider, client) =>
                    client.Timeout = provider.GetRequiredService<IOptions<NoticesOptions>>().Value.WebhookTimeout)
                .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false });
            services.AddSingleton<INoticeChannel, WebhookChannel>();
        }

        if (services.Any(service => service.ServiceType == typeof(INoticeChannel)))
        {
            services.AddHostedService<ConsoleAddressCheck>();
        }

        return services;
    }
}
