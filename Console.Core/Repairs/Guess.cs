namespace CommunityConsole.Core.Repairs;

/// <summary>One reading of a report.</summary>
/// <param name="Service">What may be broken.</param>
/// <param name="Site">Whose ground it may stand on.</param>
/// <param name="Asset">The kind of thing within the service where that decides who answers (<see cref="AssetKinds"/>); else null.</param>
/// <param name="Unit">Who would answer.</param>
/// <param name="Share">How likely, 0 to 1; all readings of a text sum to one.</param>
public sealed record GuessCandidate(ServiceCode Service, SiteKind Site, string? Asset, UnitId Unit, double Share);

/// <summary>What a text probably means, and who should have it.</summary>
/// <param name="Candidates">The likeliest readings, the likeliest first; never empty.</param>
/// <param name="Unit">The likeliest unit, over all readings that lead to it.</param>
/// <param name="UnitShare">How likely it is the right one: of texts with 0.8, about eight in ten are.</param>
/// <param name="IsSure">Above the confidence line: the report may be sent without a person; below it a person decides.</param>
/// <param name="Danger">Words for which nobody waits, as they stand in the text; empty when there are none.</param>
public sealed record Guess(IReadOnlyList<GuessCandidate> Candidates, UnitId Unit, double UnitShare, bool IsSure, IReadOnlyList<string> Danger)
{
    /// <summary>The likeliest reading that leads to <see cref="Unit"/>.</summary>
    public GuessCandidate Best => Candidates.First(candidate => candidate.Unit == Unit);
}
