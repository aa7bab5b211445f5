using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Registers the time bank; needs <see cref="ITimeBankStore"/>, <see cref="TimeAccounts"/> and the feature community.</summary>
public static class TimeBankFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddTimeBank(this IServiceCollection services)
    {
        services.AddSingleton<TimeBankBell>();
        services.AddSingleton<TimeBankCommands>();
        services.AddSingleton<TimeBankReader>();
        services.AddSingleton<TimeBankOffice>();
        services.AddSingleton<TimeProofs>();
        services.AddSingleton(static provider => new TimeBankDesk(
            provider.GetRequiredService<TimeBankCommands>(),
            provider.GetRequiredService<TimeAccounts>(),
            provider.GetRequiredService<IOptions<TimeBankOptions>>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
