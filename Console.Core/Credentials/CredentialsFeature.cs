using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Credentials;

/// <summary>The door of the feature: logins of devices. Needs <see cref="ICredentialStore"/>, <see cref="ILoginTopics"/>, community and metering.</summary>
public static class CredentialsFeature
{
    /// <summary>Adds the feature; call it after <c>AddMetering</c>, whose devices are loaded first.</summary>
    public static IServiceCollection AddCredentials(this IServiceCollection services)
    {
        services.AddSingleton<CredentialDirectory>();
        services.AddSingleton<CredentialDesk>();
        services.AddHostedService<CredentialRefresh>();
        return services;
    }
}
