using System.Globalization;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council;

/// <summary>The slips of one vote, as its book holds them.</summary>
internal sealed class VoteSlips(IEnumerable<VoteSlip> stored)
{
    private readonly Dictionary<(SlipKind Kind, string About, StaffId? By), VoteSlip> _slips = stored.ToDictionary(KeyOf);

    public IReadOnlyCollection<VoteSlip> All => _slips.Values;

    public IReadOnlyList<VoteSlip> Of(SlipKind kind, string about) => _slips.Count == 0 ? [] : [.. _slips.Values.Where(slip => slip.Kind == kind && slip.About == about)];

    public IReadOnlyList<VoteSlip> Agreed(SlipKind kind) => [.. _slips.Values.Where(slip => slip.Kind == kind && slip.By is null).OrderBy(slip => slip.About, StringComparer.Ordinal)];

    /// <summary>Whether two people say that a paper of that entry lies in the urn, where nobody can find it again. One person's word keeps nobody from voting.</summary>
    public bool IsHanded(RollId entry) => _slips.ContainsKey((SlipKind.Handed, VoteSlip.AboutOf(entry), null));

    /// <summary>How many papers wait; in an urn one stands twice, as a voter and as a sheet: whichever is more.</summary>
    public int Waiting => _slips.Values.Where(slip => slip.Kind is SlipKind.Paper or SlipKind.Handed or SlipKind.Sheet)
        .GroupBy(slip => slip.Kind).Select(kind => kind.DistinctBy(slip => slip.About).Count()).DefaultIfEmpty().Max();

    /// <summary>How many waited when the vote ended.</summary>
    public int Lost => _slips.TryGetValue((SlipKind.Lost, "", null), out var slip) ? int.Parse(slip.Content, CultureInfo.InvariantCulture) : 0;

    /// <summary>Whether a sheet other than that one has the phrase on it.</summary>
    public bool HasPhrase(string phrase, string? otherThan = null) =>
        _slips.Count > 0 && _slips.Values.Any(slip => slip is { Kind: SlipKind.Sheet, Says: true } && slip.About != otherThan && VoteSlip.ReadSheet(slip.Content).Phrase == phrase);

    public void Put(VoteSlip slip) => _slips[KeyOf(slip)] = slip;

    public void Drop(VoteSlip slip) => _slips.Remove(KeyOf(slip));

    private static (SlipKind Kind, string About, StaffId? By) KeyOf(VoteSlip slip) => (slip.Kind, slip.About, slip.By);
}
