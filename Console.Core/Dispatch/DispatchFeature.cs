using CommunityConsole.Core.Community;
using CommunityConsole.Core.Photos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Registers visits; needs <see cref="IVisitStore"/>, <see cref="IVisitPhotoStore"/>, <see cref="IPhotoShop"/> and the community feature.</summary>
public static class DispatchFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddOptions<DispatchOptions>().BindConfiguration(DispatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<VisitBoard>();
        services.AddSingleton<VisitLedger>();
        services.AddSingleton(static provider => new DispatchDesk(
            provider.GetRequiredService<VisitLedger>(),
            provider.GetRequiredService<StaffDirectory>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<TimeProvider>(),
            new Lazy<DispatchOptions>(() => provider.GetRequiredService<IOptions<DispatchOptions>>().Value),
            provider.GetService<IDoorCodes>()));

        services.AddSingleton(static provider => new VisitPhotoBook(
            provider.GetRequiredService<IVisitPhotoStore>(),
            new Lazy<DispatchOptions>(() => provider.GetRequiredService<IOptions<DispatchOptions>>().Value),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPhotoRights>(static provider => provider.GetRequiredService<VisitPhotoBook>());
        services.AddSingleton(static provider => new VisitPhotoDesk(
            provider.GetRequiredService<IVisitStore>(),
            provider.GetRequiredService<VisitPhotoBook>(),
            provider.GetRequiredService<IPhotoShop>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DoorCodeDesk>();
        services.AddSingleton<GoerPlaces>();
        services.AddSingleton<IDispatchFacts>(static provider => provider.GetRequiredService<GoerPlaces>());
        services.AddSingleton(static provider => new GoerList(
            provider.GetRequiredService<HomeDirectory>(),
            provider.GetRequiredService<StaffDirectory>(),
            provider.GetRequiredService<StaffProfiles>(),
            provider.GetRequiredService<DutyRoster>(),
            provider.GetRequiredService<VisitBoard>(),
            provider.GetRequiredService<GoerPlaces>(),
            provider.GetRequiredService<TimeProvider>()));

        // Lazy: those who listen call this desk, so they are made after it.
        services.AddSingleton(static provider => new Lazy<IEnumerable<IDispatchFacts>>(provider.GetServices<IDispatchFacts>));
        services.AddHostedService<DispatchStart>();
        return services;
    }
}
