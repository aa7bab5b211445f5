using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Consents;

/// <summary>What a home's readings may be used for: agreed to one by one.</summary>
[Flags]
public enum ConsentPurposes
{
    None = 0,

    /// <summary>用水守护: the water meter's readings.</summary>
    Water = 1,

    /// <summary>用电守护: the power meter's readings.</summary>
    Power = 2,

    /// <summary>门锁门磁守护: when a lock or door was opened and closed.</summary>
    Entry = 4,

    All = Water | Power | Entry,
}

/// <summary>What was said.</summary>
public enum ConsentAnswer
{
    Given,

    /// <summary>Taken back, or refused when asked.</summary>
    Withdrawn,
}

/// <summary>Who may speak for a home.</summary>
public enum SpeakerCapacity
{
    /// <summary>本人: the resident.</summary>
    Resident,

    /// <summary>法定监护人.</summary>
    Guardian,

    /// <summary>受托人: authorised by the resident in writing.</summary>
    Authorised,

    /// <summary>近亲属: where the resident can no longer speak.</summary>
    Relative,
}

/// <summary>How it was said.</summary>
public enum ConsentForm
{
    /// <summary>书面: a signed sheet is kept.</summary>
    Paper,

    /// <summary>口头: before a witness.</summary>
    Spoken,
}

/// <summary>Who said it, how, and on what day; personal data where it names somebody.</summary>
/// <param name="Capacity">In which capacity.</param>
/// <param name="Name">The representative's name; empty for the resident, whose name the home knows.</param>
/// <param name="SaidOn">The estate's day.</param>
/// <param name="Form">On paper or by word.</param>
/// <param name="Witness">Who heard it, where it was by word.</param>
/// <param name="Note">Anything else: where the sheet is kept.</param>
public sealed record ConsentWords(SpeakerCapacity Capacity, string Name, DateOnly SaidOn, ConsentForm Form, string Witness, string Note);

/// <summary>One thing said about consent for a home. Statements are never changed: the newest one counts.</summary>
/// <param name="Home">Which home.</param>
/// <param name="Number">1, 2, 3 ... within the home.</param>
/// <param name="Answer">Given or withdrawn.</param>
/// <param name="Words">Who said it and how.</param>
/// <param name="RecordedBy">Who put it down.</param>
/// <param name="RecordedAt">When, UTC: it counts from this instant, whatever day it was said on.</param>
public sealed record ConsentStatement(
    HomeId Home, int Number, ConsentAnswer Answer, ConsentWords Words, StaffId RecordedBy, DateTimeOffset RecordedAt)
{
    // For stores: a mapper that reads column by column cannot fill the constructor's composed values.
    private ConsentStatement()
        : this(default, 0, default, null!, default, default)
    {
    }

    /// <summary>What was agreed to; none where it was withdrawn.</summary>
    public ConsentPurposes Purposes { get; init; }

    /// <summary>The last day on which it holds, the estate's; null where it was withdrawn.</summary>
    public DateOnly? LastDay { get; init; }
}
