using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>What a voter finds with the receipt or the phrase, in the verifier of <c>tools/vote-verifier</c>.</summary>
public sealed class VoteFindTests : IDisposable
{
    private readonly VoteKey _key = VoteKey.Create();

    [Fact]
    public async Task Find_ReceiptOfASecretVote_SaysThatItsVoterTookPart()
    {
        var vote = new MadeUpVote(VoteMode.Secret, 3, _key);
        var leaf = vote.FirstOf<TurnoutLeaf>(4);
        var code = VoteReceipt.CodeOf(MerkleTree.HashLeaf(vote.Publish().Leaves[leaf]));

        var (exit, output) = await FindAsync(vote, $"{code[..4]}-{code[4..8]}-{code[8..]}".ToLowerInvariant());

        Assert.True(exit == 0 && output.Contains($"took part; the choice is found by the phrase, leaf {leaf}", StringComparison.Ordinal), output);
    }

    [Theory]
    [InlineData("茉莉\u3000cafe\u0301")]   // the wide space of a Chinese keyboard, and an accent that stands by itself
    [InlineData(" 茉莉\u00A0\u00A0café ")]
    public async Task Find_PhraseTypedAnotherWay_IsThatBallot(string typed)
    {
        var vote = new MadeUpVote(VoteMode.Secret, 3, _key);
        var leaf = vote.FirstOf<BoxLeaf>(6);
        vote.Leaves[leaf] = (BoxLeaf)vote.Leaves[leaf] with { Phrase = "茉莉 café" };

        var (exit, output) = await FindAsync(vote, typed);

        Assert.True(exit == 0 && output.Contains($"the ballot is there, leaf {leaf}", StringComparison.Ordinal), output);
    }

    [Theory]
    [InlineData("红花 蓝天", "single ballots are not published")]
    [InlineData("0000-0000-0000", "not found")]
    public async Task Find_InASecretVoteOfFew_SaysWhyNoPhraseIsThere(string typed, string said)
    {
        var (exit, output) = await FindAsync(new MadeUpVote(VoteMode.Secret, 3, _key, voters: 12), typed);

        Assert.True(exit == 1 && output.Contains(said, StringComparison.Ordinal), output);
    }

    public void Dispose() => _key.Dispose();

    private static Task<(int Exit, string Output)> FindAsync(MadeUpVote vote, string typed) =>
        StandAloneVerifier.VerifyAsync(VoteExport.Write(vote.Publish()), "--find", typed);
}
