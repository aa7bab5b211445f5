using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council;

/// <summary>What became of something entered.</summary>
public enum PaperOutcome
{
    /// <summary>It waits for a second person.</summary>
    Waiting,

    /// <summary>The two are not the same: both enter it again.</summary>
    Differs,

    /// <summary>The two are the same.</summary>
    Agreed,

    /// <summary>It is gone.</summary>
    TakenBack,

    /// <summary>One person wants gone what two agreed on; it goes by another's word.</summary>
    Marked,

    /// <summary>It stays after all.</summary>
    Kept,

    /// <summary>It came before, and was carried out then.</summary>
    Before,
}

/// <summary>The answer to something entered.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Cast">How many ballots went in with it.</param>
/// <param name="Receipt">Of the ballot of a named vote.</param>
public sealed record PaperAnswer(PaperOutcome Outcome, int Cast = 0, VoteReceipt? Receipt = null);

/// <summary>How a paper stands, as those see it who enter it.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="About">As in <see cref="VoteSlip.About"/>.</param>
/// <param name="Entry">The entry of the roll, where it is about one.</param>
/// <param name="EnteredBy">Who has put something down that waits for another.</param>
/// <param name="AgainBy">Who put down something else than the other, and has not looked again.</param>
/// <param name="Agreed">Two have put down the same; it waits for the rest of the urn.</param>
/// <param name="BackBy">Who wants it gone although two agreed on it.</param>
public sealed record SlipLine(SlipKind Kind, string About, RollEntry? Entry, IReadOnlyList<StaffId> EnteredBy, IReadOnlyList<StaffId> AgainBy, bool Agreed, StaffId? BackBy = null)
{
    /// <summary>Whether the two were not the same, and nobody has entered it since.</summary>
    public bool Differs => AgainBy.Count > 0 && EnteredBy.Count == 0;

    /// <summary>The number on the sheet, as it was written there.</summary>
    public string Sheet => About.TrimStart('0');

    /// <summary>Everything that waits in a vote; a word given at a home too long ago does not.</summary>
    internal static IReadOnlyList<SlipLine> Of(VoteBook book) =>
    [
        .. book.Slips.All.Where(slip => slip.Kind != SlipKind.Lost && (slip.Kind != SlipKind.Witness || BallotDesk.IsFresh(book, slip)))
            .GroupBy(slip => (slip.Kind, slip.About))
            .Select(group => new SlipLine(
                group.Key.Kind,
                group.Key.About,
                Guid.TryParseExact(group.Key.About, "N", out var entry) ? book.FindEntry(new RollId(entry)) : null,
                [.. group.Where(slip => slip.Says).Select(slip => slip.By).OfType<StaffId>()],
                [.. group.Where(slip => slip.Content == VoteSlip.Again).Select(slip => slip.By).OfType<StaffId>()],
                group.Any(slip => slip.By is null),
                group.FirstOrDefault(slip => slip.Content == VoteSlip.Back)?.By))
            .OrderBy(line => line.Kind).ThenBy(line => line.Entry?.Number ?? 0).ThenBy(line => line.About, StringComparer.Ordinal),
    ];
}
