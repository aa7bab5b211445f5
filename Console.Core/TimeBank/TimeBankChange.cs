using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>What a decision writes, all of it in one transaction or none.</summary>
public sealed record TimeBankChange
{
    /// <summary>The step the rules have taken.</summary>
    public TakenStep? Taken { get; init; }

    /// <summary>A member, new or changed.</summary>
    public TimePerson? Person { get; init; }

    /// <summary>The account whose person is forgotten: row, salt, name and words.</summary>
    public Id32? Erased { get; init; }

    /// <summary>What was said with it.</summary>
    public IReadOnlyList<TimeWord> Words { get; init; } = [];

    /// <summary>A line of the catalogue.</summary>
    public CatalogueLine? Line { get; init; }

    /// <summary>A phone code, new or tried once more.</summary>
    public PhoneCode? Code { get; init; }

    /// <summary>The record it is about.</summary>
    public Id32? Record { get; init; }

    /// <summary>Refused all the same, once the try is counted.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>The entries as they stand in the ledger, once they do.</summary>
    public IReadOnlyList<TimeEntry> Entries { get; init; } = [];

    /// <summary>All this is there already, by the same command: nothing is written, the answer is the first one.</summary>
    public bool IsThere { get; init; }
}

/// <summary>A step of the bank, taken by the rules but not yet on disk.</summary>
/// <param name="Step">Which.</param>
/// <param name="Role">Who takes it.</param>
/// <param name="At">When it counts.</param>
/// <param name="Outcome">What the rules made of it.</param>
public sealed record TakenStep(TimeBankStep Step, TimeRole Role, DateTimeOffset At, TimeBankOutcome Outcome)
{
    /// <summary>The entries it makes after <paramref name="last"/>.</summary>
    public IReadOnlyList<TimeEntry> Entries(TimeEntry? last)
    {
        var entries = new List<TimeEntry>();
        foreach (var fact in Outcome.Facts)
        {
            last = TimeEntries.Of(fact, TimeBankSigners.OpOf(Step), Outcome.State, At).After(last);
            entries.Add(last);
        }

        return entries;
    }
}
