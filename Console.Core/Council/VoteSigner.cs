using System.Collections.Concurrent;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>The key of this installation, and whether it is the one that signed the votes in the file: with another key nothing is signed, since nobody would believe it.</summary>
public sealed class VoteSigner(VoteKey key)
{
    private readonly ConcurrentDictionary<VoteId, bool> _others = new();

    /// <summary>Its public half.</summary>
    public byte[] PublicKey { get; } = key.PublicKey;

    /// <summary>How many votes in the file were settled with another key.</summary>
    public int Others => _others.Count;

    /// <summary>What to say about it; null when all is well.</summary>
    public Problem? Refusal => _others.IsEmpty ? null : new VoteKeyIsOther();

    /// <summary>Whether what this key signs is believed of that vote.</summary>
    public bool Signs(VoteDefinition definition) => definition.PublicKey.AsSpan().SequenceEqual(PublicKey);

    /// <summary>Takes note of a vote that was read.</summary>
    internal void Note(VoteDefinition definition)
    {
        if (!Signs(definition))
        {
            _others[definition.Id] = true;
        }
    }

    /// <summary>Signs how far the log has come.</summary>
    internal VoteCheckpoint Sign(VoteBook book, DateTimeOffset now) => key.Sign(book.Definition.Id, book.Size, book.Root, now);
}
