namespace CommunityConsole.Core.Repairs;

/// <summary>What the repair desk tells others.</summary>
public interface IRepairFacts
{
    /// <summary>The repair as stored just now, each change in order per repair. Must be quick and must not wait; after a crash it may never come: look again from time to time.</summary>
    ValueTask RepairChangedAsync(Repair repair, CancellationToken cancellation);
}

/// <summary>Keeps the code of somebody without an account so that only the program reads it.</summary>
public interface IRepairSeal
{
    /// <summary>The code, sealed.</summary>
    string Seal(string code);

    /// <summary>The code; null where the seal is broken.</summary>
    string? Open(string sealedCode);
}
