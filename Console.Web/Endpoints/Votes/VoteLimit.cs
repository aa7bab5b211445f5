using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Threading.RateLimiting;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Endpoints.Votes;

/// <summary>How often an account may call <c>/api/votes</c>.</summary>
internal sealed class VoteLimitOptions
{
    /// <summary>Section of the settings file.</summary>
    public const string Section = "Votes";

    /// <summary>Calls a minute of one account; 0 for no limit. A phone without an answer sends its ballot again once a second.</summary>
    [Range(0, 100_000)]
    public int CallsPerMinute { get; set; } = 300;
}

/// <summary>The limit on <c>/api/votes</c>. Everybody there has an account, and behind one address stands a whole hall: it counts by account.</summary>
internal static class VoteLimit
{
    /// <summary>Its name.</summary>
    public const string Name = "votes";

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddVoteLimit(this IServiceCollection services)
    {
        services.AddSettings<VoteLimitOptions>(VoteLimitOptions.Section);
        return services.AddRateLimiter(static limits => limits.AddPolicy(Name, Partition));
    }

    /// <summary>Whose calls are counted together.</summary>
    internal static RateLimitPartition<string> Partition(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<VoteLimitOptions>>().Value.CallsPerMinute is var calls && calls == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = calls, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
