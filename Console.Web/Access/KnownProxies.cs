using CommunityConsole.Web.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

/// <summary>Takes a caller's address from <c>X-Forwarded-For</c> where a known proxy wrote it; of anybody else the header is just text. Limits and audit then see the caller and not the proxy.</summary>
internal static class KnownProxies
{
    /// <summary>Registers the setting.</summary>
    public static IServiceCollection AddKnownProxies(this IServiceCollection services)
    {
        services.AddSettings<ProxyOptions>(ProxyOptions.Section);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(static (headers, proxies) =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            headers.ForwardLimit = null;   // one proxy behind another: read on as long as the one that wrote is known
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var network in proxies.Value.Networks)
            {
                headers.KnownIPNetworks.Add(network);
            }
        });
        return services;
    }

    /// <summary>Puts it first, before anything asks who calls; without a known proxy nothing is put there.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Networks.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }
}
