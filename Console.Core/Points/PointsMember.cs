using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Somebody who has an account at the points bank. The only place that says whose account it is.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">Full name; shown through <see cref="PersonalData"/>.</param>
/// <param name="Home">The home's id in the community; empty where it is not known.</param>
/// <param name="Person">The account to sign in with; null for those without a phone.</param>
/// <param name="JoinedAt">When, UTC.</param>
public sealed record PointsMember(LedgerKey Account, string Name, string Home, StaffId? Person, DateTimeOffset JoinedAt)
{
    /// <summary>Does not want to be in the ranking.</summary>
    public bool IsUnranked { get; init; }
}

/// <summary>Something people take part in and may get points for, once each.</summary>
/// <param name="Id">Which.</param>
/// <param name="Title">What it is.</param>
/// <param name="Rule">The code of the rule that rewards it.</param>
/// <param name="StartsAt">When it begins, UTC.</param>
/// <param name="Minutes">How long it takes: what a rule by the hour counts unless a person stayed shorter.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="By">Who entered it.</param>
public sealed record PointsActivity(Guid Id, string Title, string Rule, DateTimeOffset StartsAt, int Minutes, string Place, StaffId By)
{
    /// <summary>As the ledger names it.</summary>
    public string Occasion => $"activity:{Id:N}";

    /// <summary>When it is over, UTC.</summary>
    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);
}
