using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Consents;

/// <summary>How a home stands.</summary>
public enum ConsentState
{
    /// <summary>待征求: nobody has asked yet. Watched all the same, and listed as to be asked.</summary>
    NotAsked,

    /// <summary>已同意.</summary>
    Given,

    /// <summary>已到期: not watched.</summary>
    RanOut,

    /// <summary>已撤回: not watched.</summary>
    Withdrawn,

    /// <summary>不同意: asked, and never agreed. Not watched.</summary>
    Declined,
}

/// <summary>Which readings of a home may be used.</summary>
/// <param name="Purposes">What for.</param>
/// <param name="From">What was received earlier is not used: it is from before a time without consent, or from before the consent became narrower.</param>
public readonly record struct Coverage(ConsentPurposes Purposes, DateTimeOffset From)
{
    /// <summary>Nothing is used.</summary>
    public static Coverage None { get; } = new(ConsentPurposes.None, DateTimeOffset.MaxValue);

    /// <summary>Of a home nobody has asked.</summary>
    public static Coverage NotAsked { get; } = new(ConsentPurposes.All, DateTimeOffset.MinValue);

    /// <summary>Whether the home is watched at all.</summary>
    public bool Watches => Purposes != ConsentPurposes.None;
}

/// <summary>Everything said about consent for one home, and what follows from it at any instant.</summary>
public sealed class HomeConsent
{
    private readonly Coverage _coverage = Coverage.NotAsked;   // until it runs out

    private HomeConsent(HomeId home, IReadOnlyList<ConsentStatement> statements, EstateCalendar calendar)
    {
        (Home, Statements) = (home, statements);
        foreach (var statement in statements)
        {
            var before = EndsAt <= statement.RecordedAt ? Coverage.None : _coverage;
            EndsAt = statement.LastDay is { } last ? calendar.Instant(last.AddDays(1).ToDateTime(default)) : null;
            _coverage = statement.Answer == ConsentAnswer.Withdrawn ? Coverage.None
                : (before.Purposes & ~statement.Purposes) == ConsentPurposes.None && before.Watches ? before with { Purposes = statement.Purposes }
                : new Coverage(statement.Purposes, statement.RecordedAt);
        }
    }

    /// <summary>Which home.</summary>
    public HomeId Home { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ConsentStatement> Statements { get; }

    /// <summary>The one that counts; null where nobody has asked.</summary>
    public ConsentStatement? Newest => Statements is [.., var newest] ? newest : null;

    /// <summary>When a consent given runs out, UTC: the end of its last day. Null where there is none to run out.</summary>
    public DateTimeOffset? EndsAt { get; }

    /// <summary>How it stands at that instant.</summary>
    public ConsentState StateAt(DateTimeOffset instant) => Newest switch
    {
        null => ConsentState.NotAsked,
        { Answer: ConsentAnswer.Given } => instant < EndsAt ? ConsentState.Given : ConsentState.RanOut,
        _ => Statements.Any(said => said.Answer == ConsentAnswer.Given) ? ConsentState.Withdrawn : ConsentState.Declined,
    };

    /// <summary>Which readings may be used at that instant.</summary>
    public Coverage CoverageAt(DateTimeOffset instant) => EndsAt <= instant ? Coverage.None : _coverage;

    /// <summary>Since when nothing is used, UTC; null while the home is watched.</summary>
    public DateTimeOffset? EndedAt(DateTimeOffset instant) => StateAt(instant) switch
    {
        ConsentState.RanOut => EndsAt,
        ConsentState.Withdrawn or ConsentState.Declined => Newest!.RecordedAt,
        _ => null,
    };

    /// <summary>Whether somebody should ask again soon: it runs out within the time of <see cref="ConsentPolicy.RenewBefore"/>.</summary>
    public bool EndsSoonAt(DateTimeOffset instant) => StateAt(instant) == ConsentState.Given && EndsAt - instant <= ConsentPolicy.RenewBefore;

    /// <summary>A home of which nothing was said yet.</summary>
    public static HomeConsent NotAsked(HomeId home) => new(home, [], null!);

    internal static HomeConsent Of(HomeId home, IEnumerable<ConsentStatement> statements, EstateCalendar calendar) =>
        new(home, [.. statements.OrderBy(statement => statement.Number)], calendar);

    internal HomeConsent With(ConsentStatement statement, EstateCalendar calendar) => Of(Home, Statements.Append(statement), calendar);
}
