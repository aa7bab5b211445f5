using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage.TimeBank;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>
/// Brings the outbox's rows to the chain, each once, whatever happens in between: one writer, bytes on disk before they leave, the
/// same bytes again and again until their number is used. A round may end anywhere; the next one goes on from what is on disk.
/// </summary>
internal sealed partial class OutboxSender(IChainGateway gateway, OutboxStore store, TimeProvider time, ILogger<OutboxSender> log)
{
    /// <summary>How many of one signer may be under way.</summary>
    public const int MostUnderWay = 64;

    private const int MostNew = 512;

    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45)];
    private static readonly TimeSpan FillAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly OutboxSettling _settling = new(gateway, store, time);
    private readonly Dictionary<(SignerId Signer, long Nonce), DateTimeOffset> _gaps = [];
    private bool _known;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private long _height = -1;

    /// <summary>What stands behind the address, where it is not the chain of the outbox; null otherwise.</summary>
    public Problem? Mismatch { get; private set; }

    /// <summary>Roles whose steps wait because nobody signs for them.</summary>
    public IReadOnlySet<TimeRole> Unsigned { get; private set; } = new HashSet<TimeRole>();

    /// <summary>What the node said when it last refused bytes; null once it takes them.</summary>
    public string? Refusal { get; private set; }

    /// <summary>One round; true where another one now would probably get further.</summary>
    /// <exception cref="ChainFaultException">The node is not there, or does not answer as one does.</exception>
    public async Task<bool> RoundAsync(CancellationToken cancellation)
    {
        try
        {
            return await CheckAsync(cancellation) && await TurnAsync(cancellation);
        }
        catch (ChainFaultException)
        {
            _known = false; // behind the same address another chain may come up
            throw;
        }
    }

    // Nothing is sent to a chain that is not the one the rows were begun for.
    private async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        if (_known)
        {
            return true;
        }

        if (Mismatch is not null && time.GetUtcNow() - _looked < LookAgain)
        {
            return false;
        }

        _looked = time.GetUtcNow();
        Mismatch = await gateway.CheckAsync(cancellation) ?? (store.Chain is { } begun && begun != gateway.Name ? new ChainMismatch("outbox", begun, gateway.Name) : null);
        if (Mismatch is not null)
        {
            LogMismatch(Mismatch.Message.En);
            return false;
        }

        if (store.Chain is null)
        {
            store.Bind(gateway.Name);
        }

        return _known = true;
    }

    private async Task<bool> TurnAsync(CancellationToken cancellation)
    {
        await FollowAsync(cancellation);
        var rows = store.Open(MostNew);
        var unreadable = rows.Where(static row => row.Step is null).Select(static row => row with { State = OutboxState.Dead, Reason = "Its text cannot be read." }).ToList();
        store.Write(unreadable, [], time.GetUtcNow());
        rows = [.. rows.Where(static row => row.Step is not null)];

        var height = await gateway.HeightAsync(cancellation);
        var next = new Dictionary<SignerId, (TimeRole Role, long Nonce)>();
        foreach (var row in rows.Where(static row => row.Signed is not null))
        {
            // Signed with a key that the settings no longer name: it can still be found and sent, but nobody knows its numbers.
            if (!next.ContainsKey(row.Signed!.Signer) && SignerOf(row.Role, []) == row.Signed.Signer)
            {
                next[row.Signed.Signer] = (row.Role, await gateway.NextNonceAsync(row.Role, cancellation));
            }
        }

        rows = await SettleAsync(rows, next, newBlock: height != _height, cancellation);
        _height = height;
        var moved = rows.Count;
        rows = [.. rows.Where(static row => row.State is OutboxState.New or OutboxState.Signed or OutboxState.Sent)];
        moved -= rows.Count;

        rows = await SignAsync(rows, next, cancellation);
        var sent = await SendAsync([.. rows.Where(static row => row.Block is null)], next, cancellation);
        return moved > 0 || sent;
    }

    // A hash covers all blocks below it: while the newest block with one of our steps is the same, everything is.
    private async Task FollowAsync(CancellationToken cancellation)
    {
        var height = long.MaxValue;
        var gone = false;
        while (store.BlockUpTo(height) is { } block)
        {
            if (await gateway.BlockHashAsync(block.Height, cancellation) == block.Hash)
            {
                if (gone)
                {
                    LogFellBack(store.FallBack(block.Height), block.Height);
                }

                return;
            }

            gone = true;
            height = block.Height - 1;
        }

        if (gone)
        {
            LogFellBack(store.FallBack(-1), 0);
        }
    }

    private async Task<IReadOnlyList<OutboxRow>> SettleAsync(
        IReadOnlyList<OutboxRow> rows, Dictionary<SignerId, (TimeRole Role, long Nonce)> next, bool newBlock, CancellationToken cancellation)
    {
        var now = rows.ToDictionary(static row => row.Id);
        var changed = new List<OutboxRow>();
        var spent = new List<(OutboxRow, string)>();
        var shallow = false;
        foreach (var row in rows.Where(static row => row.Signed is not null).OrderBy(static row => row.Block?.Height ?? long.MaxValue))
        {
            var known = next.TryGetValue(row.Signed!.Signer, out var signer);
            if (known && row.Signed.Nonce >= signer.Nonce)
            {
                continue;
            }

            // In a block already: only another block makes it deeper, and what lies above one that is not deep is not either.
            if ((row.Block is not null && (shallow || !newBlock)) || (!known && !newBlock))
            {
                continue;
            }

            var settled = await _settling.LookAsync(row, usedUp: known, cancellation);
            shallow |= settled.Row is { State: OutboxState.Sent, Block: not null };
            if (settled.Row != row)
            {
                now[row.Id] = settled.Row;
                changed.Add(settled.Row);
                LogEnd(settled.Row);
            }

            if (settled.Spent is { } given)
            {
                spent.Add(given);
            }
        }

        store.Write(changed, spent, time.GetUtcNow());
        return [.. now.Values.OrderBy(static row => row.Id)];
    }

    private async Task<IReadOnlyList<OutboxRow>> SignAsync(IReadOnlyList<OutboxRow> rows, Dictionary<SignerId, (TimeRole Role, long Nonce)> next, CancellationToken cancellation)
    {
        var unsigned = new HashSet<TimeRole>();
        var chosen = new OutboxPlan(store.SidesOf).Choose(rows, role => SignerOf(role, unsigned), MostUnderWay);
        Unsigned = unsigned;
        if (chosen.Count == 0)
        {
            return rows;
        }

        var signed = new Dictionary<long, OutboxRow>();
        foreach (var group in chosen.GroupBy(row => gateway.SignerOf(row.Role)))
        {
            if (!next.TryGetValue(group.Key, out var from))
            {
                next[group.Key] = from = (group.First().Role, await gateway.NextNonceAsync(group.First().Role, cancellation));
            }

            // Never into a gap: a step must not overtake those of its signer that wait above it.
            var nonce = Math.Max(from.Nonce, store.LastNonce(group.Key) + 1);
            foreach (var row in group)
            {
                var step = await gateway.SignAsync(row.Step!, row.Role, nonce, cancellation);
                signed[row.Id] = row with { State = OutboxState.Signed, Signed = new OutboxBytes(group.Key, nonce++, step.Raw.ToArray(), step.Hash), Tries = 0, Tried = null };
            }
        }

        store.Write(signed.Values, [], time.GetUtcNow());
        return [.. rows.Select(row => signed.GetValueOrDefault(row.Id, row))];
    }

    private SignerId? SignerOf(TimeRole role, HashSet<TimeRole> unsigned)
    {
        try
        {
            return gateway.SignerOf(role);
        }
        catch (ChainFaultException)
        {
            unsigned.Add(role);
            return null;
        }
    }

    private async Task<bool> SendAsync(IReadOnlyList<OutboxRow> rows, Dictionary<SignerId, (TimeRole Role, long Nonce)> next, CancellationToken cancellation)
    {
        var sent = new List<OutboxRow>();
        var refusal = (string?)null;
        try
        {
            foreach (var group in rows.Where(static row => row.Signed is not null).GroupBy(static row => row.Signed!.Signer))
            {
                var queue = group.OrderBy(static row => row.Signed!.Nonce).ToList();
                if (next.TryGetValue(group.Key, out var from))
                {
                    await FillAsync(group.Key, queue, from, cancellation);
                }

                foreach (var row in queue.Where(IsDue))
                {
                    var answer = await gateway.SendAsync(row.Signed!.Raw, cancellation);
                    var gone = answer.Outcome is SendOutcome.Taken or SendOutcome.NonceUsed;
                    sent.Add(row with { State = gone ? OutboxState.Sent : row.State, Tries = row.Tries + 1, Tried = time.GetUtcNow(), Reason = gone ? null : answer.Said });
                    if (!gone)
                    {
                        // Those behind it would wait for it in the node, or be thrown away there.
                        refusal = answer.Outcome == SendOutcome.Refused ? answer.Said : refusal;
                        break;
                    }
                }
            }
        }
        finally
        {
            store.Write(sent, [], time.GetUtcNow()); // also what was sent before the node went away
        }

        if (refusal is not null && refusal != Refusal)
        {
            LogRefused(refusal);
        }

        Refusal = sent.Count == 0 ? Refusal : refusal;
        return sent.Any(static row => row.State == OutboxState.Sent && row.Tries == 1);
    }

    // Numbers below ours that nothing of the outbox uses: another program's that was thrown out of the chain, or bytes we gave up.
    private async Task FillAsync(SignerId signer, List<OutboxRow> queue, (TimeRole Role, long Nonce) next, CancellationToken cancellation)
    {
        var ours = queue.Select(static row => row.Signed!.Nonce).ToHashSet();
        var now = time.GetUtcNow();
        for (var nonce = next.Nonce; nonce < queue[^1].Signed!.Nonce; nonce++)
        {
            if (ours.Contains(nonce))
            {
                continue;
            }

            if (_gaps.TryAdd((signer, nonce), now) || now - _gaps[(signer, nonce)] < FillAfter)
            {
                return;
            }

            var raw = store.Spare(signer, nonce);
            if (raw is null)
            {
                var filler = await gateway.SignNothingAsync(next.Role, nonce, cancellation);
                raw = filler.Raw.ToArray();
                store.Fill(new OutboxBytes(signer, nonce, raw, filler.Hash));
            }

            await gateway.SendAsync(raw, cancellation);
            _gaps[(signer, nonce)] = now;
            LogFilled(nonce);
        }
    }

    private bool IsDue(OutboxRow row) => row.Tried is not { } tried || row.Tries == 0 || time.GetUtcNow() - tried >= Waits[Math.Min(row.Tries, Waits.Length) - 1];

    private void LogEnd(OutboxRow row)
    {
        if (row.State is OutboxState.Dead or OutboxState.Conflict)
        {
            LogTrouble(row.Id, row.State, row.Reason ?? "");
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox stands still, nothing is sent: {What}")]
    private partial void LogMismatch(string what);

    [LoggerMessage(LogLevel.Warning, "The chain was reorganised: {Rows} steps above block {Height} are under way again")]
    private partial void LogFellBack(int rows, long height);

    [LoggerMessage(LogLevel.Error, "Step {Row} of the outbox ended as {State}: {Reason}")]
    private partial void LogTrouble(long row, OutboxState state, string reason);

    [LoggerMessage(LogLevel.Warning, "The node refuses a step; it is offered again: {Said}")]
    private partial void LogRefused(string said);

    [LoggerMessage(LogLevel.Warning, "Number {Nonce} was missing in the chain and is filled")]
    private partial void LogFilled(long nonce);
}
