using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>That an entry stands in the ledger, for everybody who has its code: nothing in it tells whose it is or what it says.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Hash">The hash of the entry, the leaf of the tree.</param>
/// <param name="Entries">How many entries the tree has.</param>
/// <param name="Root">Their root.</param>
/// <param name="Path">The hashes from the leaf to the root, nearest first.</param>
public sealed record TimeProof(long Number, DateTimeOffset At, byte[] Hash, int Entries, byte[] Root, IReadOnlyList<byte[]> Path)
{
    /// <summary>Whether the path leads to the root.</summary>
    public bool Holds => MerkleTree.Includes(Root, Entries, Number - 1, Hash, Path);
}

/// <summary>Proves entries to whoever has a code. Keeps the tree and lets it grow with the ledger.</summary>
public sealed class TimeProofs(ITimeBankStore store) : IDisposable
{
    private readonly SemaphoreSlim _growing = new(1);
    private readonly MerkleLevels _tree = new();

    /// <summary>The proof of the entry with that code; null where there is none.</summary>
    public async Task<TimeProof?> FindAsync(string? typed, CancellationToken cancellation)
    {
        if (TimeCode.Read(typed) is not { } code)
        {
            return null;
        }

        await _growing.WaitAsync(cancellation);
        try
        {
            return await store.LookAsync(sight =>
            {
                Grow(sight);
                return sight.ByNumber(code.Number) is { } entry && TimeCode.Of(entry) == $"{code.Number}-{code.Digits}"
                    ? new TimeProof(entry.Number, entry.At, entry.Hash, _tree.Count, _tree.Root, _tree.Inclusion((int)entry.Number - 1))
                    : null;
            }, cancellation);
        }
        finally
        {
            _growing.Release();
        }
    }

    /// <summary>How many entries there are, and their root: to be put on a notice board.</summary>
    public async Task<(int Entries, byte[] Root)> RootAsync(CancellationToken cancellation)
    {
        await _growing.WaitAsync(cancellation);
        try
        {
            return await store.LookAsync(sight =>
            {
                Grow(sight);
                return (_tree.Count, _tree.Root);
            }, cancellation);
        }
        finally
        {
            _growing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _growing.Dispose();

    private void Grow(ITimeBankSight sight)
    {
        var missing = (sight.Last?.Number ?? 0) - _tree.Count;
        foreach (var entry in missing > 0 ? sight.Entries(long.MaxValue, (int)missing).Reverse() : [])
        {
            _tree.Add(entry.Hash);
        }
    }
}
