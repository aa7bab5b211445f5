using CommunityConsole.Core.TimeBank;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>How far the chain is behind the ledger.</summary>
/// <param name="Waiting">Steps that are in no block yet.</param>
/// <param name="Since">When the oldest of them was taken, UTC; null where none waits.</param>
/// <param name="Failed">Steps the chain refused, or has otherwise.</param>
/// <param name="AnchoredTo">The last entry that is anchored; 0 while none is.</param>
/// <param name="AnchoredAt">When that anchor was asked for, UTC.</param>
public sealed record ChainLag(long Waiting, DateTimeOffset? Since, long Failed, long AnchoredTo, DateTimeOffset? AnchoredAt)
{
    /// <summary>Whether anything was ever anchored.</summary>
    public bool IsAnchored => AnchoredTo > 0;
}

/// <summary>Reads from the outbox how far the chain is behind.</summary>
public sealed class OutboxStanding(IOptions<DataOptions> options)
{
    private const string Sums = "SELECT count(*) FILTER (WHERE state < 3), min(at) FILTER (WHERE state < 3), count(*) FILTER (WHERE state IN (4, 5)) FROM outbox";
    private const string LastAnchor = "SELECT step, at FROM outbox WHERE step ->> '$.step' = 'AnchorLedger' AND state = 3 ORDER BY id DESC LIMIT 1";

    /// <summary>As of now.</summary>
    public ChainLag Now()
    {
        using var db = SqliteTimeBankStore.Open(options);
        var anchor = TimeBankRows.Read(db, LastAnchor, row => (To: (StepText.Read(row.GetString(0)) as AnchorLedger)?.To ?? 0, At: row.GetInt64(1))).FirstOrDefault();
        return TimeBankRows.Read(db, Sums, row => new ChainLag(
            row.GetInt64(0), row.IsDBNull(1) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetInt64(2),
            anchor.To, anchor.To == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(anchor.At)))[0];
    }
}
