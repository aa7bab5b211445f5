using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Whether a ballot may be cast now, whoever brings it and however it comes.</summary>
internal static class BallotRules
{
    private const int LeastPhrase = 3;
    private const int MostPhrase = 40;
    private const int MostChanges = 20;

    /// <summary>Why no ballot is taken now; null while the vote runs.</summary>
    public static Problem? NotNow(VoteBook book, DateTimeOffset now) => book.State switch
    {
        VoteState.Prepared => new VoteNotOpenYet(book.Definition.Id),
        VoteState.Cancelled => new VoteWasCancelled(book.Definition.Id),
        VoteState.Closed or VoteState.Announced => new VoteOver(book.Definition.Id),
        _ when now >= book.ClosesAt => new VoteOver(book.Definition.Id),
        _ => null,
    };

    /// <summary>Why this ballot is not taken; null when it is.</summary>
    public static Problem? Refusal(VoteBook book, RollEntry entry, Ballot ballot, DateTimeOffset now)
    {
        var id = book.Definition.Id;
        return NotNow(book, now)
            ?? NoOption(book, ballot.Option)
            ?? (book.HasCast(entry.Id) && !book.Definition.MayChange ? new BallotCastAlready(id)
                : book.TimesCast(entry.Id) > MostChanges ? new TooManyChanges(id)
                : book.Slips.IsHanded(entry.Id) ? new BallotInUrn(id)
                : book.Definition.Mode != VoteMode.Secret ? null
                : NoPhrase(book, ballot.Phrase));
    }

    /// <summary>Why nobody can be served at a desk with this entry; null when that can be. What was cast already, its voter changes alone.</summary>
    public static Problem? NotAtDesk(VoteBook book, RollId entry) =>
        book.FindEntry(entry) is not { } known ? new NotOnRoll(book.Definition.Id)
        : known.Proxy is not null ? new BallotGivenAway(book.Definition.Id)
        : book.HasCast(entry) ? new BallotCastAlready(book.Definition.Id)
        : null;

    /// <summary>Why it cannot be chosen; null when it can.</summary>
    public static Problem? NoOption(VoteBook book, string option) =>
        book.Definition.Options.All(known => known.Code != option) ? new OptionUnknown(book.Definition.Id) : null;

    /// <summary>Why a ballot cannot be found by this phrase; null when it can.</summary>
    /// <param name="book">The vote.</param>
    /// <param name="phrase">Tidied.</param>
    /// <param name="sheet">The sheet it is on, where it is on one.</param>
    public static Problem? NoPhrase(VoteBook book, string phrase, string? sheet = null) =>
        !IsPhrase(phrase) ? new PhraseNotValid()
        : book.HasPhrase(phrase) || book.Slips.HasPhrase(phrase, sheet) ? new PhraseTaken(book.Definition.Id)
        : null;

    private static bool IsPhrase(string phrase) =>
        phrase.Length is >= LeastPhrase and <= MostPhrase && phrase.Split(' ') is [{ Length: > 0 }, { Length: > 0 }] && !phrase.Any(char.IsControl);
}
