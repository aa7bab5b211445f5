using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Consents;

/// <summary>The door of the feature: who has agreed to be watched; needs <see cref="IConsentStore"/>, the community and the estate's calendar, registered before.</summary>
public static class ConsentsFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddConsents(this IServiceCollection services)
    {
        services.AddSingleton<ConsentBook>();
        services.AddSingleton<ConsentSweep>();
        services.AddSingleton(static provider => new ConsentDesk(
            provider.GetRequiredService<IConsentStore>(),
            provider.GetRequiredService<ConsentBook>(),
            provider.GetRequiredService<ConsentSweep>(),
            provider.GetRequiredService<HomeDirectory>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<TimeProvider>()));

        // Lazy: those who listen ask the book themselves, and are made after it.
        services.AddSingleton(static provider => new Lazy<IEnumerable<IConsentFacts>>(provider.GetServices<IConsentFacts>));
        services.AddHostedService<ConsentStart>();
        services.AddHostedService<ConsentLoop>();
        return services;
    }
}

/// <summary>Reads the statements into memory before anything starts.</summary>
internal sealed class ConsentStart(ConsentBook book) : HostedStart
{
    public override Task StartingAsync(CancellationToken cancellationToken) => book.LoadAsync(cancellationToken);
}
