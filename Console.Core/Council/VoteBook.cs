using System.Globalization;
using System.Security.Cryptography;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>
/// One vote in memory, made by reading its log from leaf 0; every step appends a leaf and is staged for the next commit.
/// Only <see cref="VoteLedger"/> holds books, one caller at a time; a book whose commit failed is thrown away and read again.
/// </summary>
internal sealed class VoteBook
{
    private readonly Dictionary<RollId, RollEntry> _roll;
    private readonly ILookup<StaffId, RollEntry> _own;
    private readonly Dictionary<RollId, long> _cast = [];
    private readonly Dictionary<RollId, string> _choices = [];   // named modes only
    private readonly Dictionary<Guid, long> _keys;
    private readonly HashSet<string> _phrases;
    private readonly Dictionary<RollId, int> _times = [];
    private readonly List<VoteCheckpoint> _checkpoints;
    private readonly List<VoteStep> _steps = [];
    private readonly List<ShownBallot> _box = [];
    private readonly List<byte[]> _hashes = [];
    private readonly VoteLog _log = new();
    private VoteSum _sum;
    private TimeSpan _extended;
    private VoteOutcome? _result;
    private readonly Dictionary<VoteSlip, TimeSpan> _putAt = [];
    private SignedLeaves? _signed;
    private VoteChange? _staged;

    public VoteBook(StoredVote stored)
    {
        Roll = stored.Roll;
        _roll = stored.Roll.ToDictionary(entry => entry.Id);
        _own = Casters(stored.Roll);
        _keys = new Dictionary<Guid, long>(stored.Keys);
        _phrases = [.. stored.Phrases];
        _checkpoints = [.. stored.Checkpoints];
        Slips = new VoteSlips(stored.Slips);
        Definition = null!;
        var signed = stored.Checkpoints.ToLookup(checkpoint => checkpoint.Size);
        foreach (var line in stored.Leaves)
        {
            var leaf = VoteLeaf.Read(LogLine.Read(line).Content);
            if (!Follow(leaf).Bytes.AsSpan().SequenceEqual(line))
            {
                throw Changed(stored, $"leaf {Size - 1} was changed");
            }

            if (signed[Size].Any(checkpoint => !checkpoint.Root.AsSpan().SequenceEqual(Root)))
            {
                throw Changed(stored, $"up to leaf {Size - 1} it is not what was signed");
            }
        }

        if (Definition is null || stored.Checkpoints.Any(checkpoint => checkpoint.Size > Size) || !RollRoot.Of(Roll).AsSpan().SequenceEqual(Definition.RollRoot))
        {
            throw Changed(stored, "its end is missing, or the roll was changed");
        }
    }

    public VoteDefinition Definition { get; private set; }

    public IReadOnlyList<RollEntry> Roll { get; }

    /// <summary>What waits for a second person.</summary>
    public VoteSlips Slips { get; }

    public VoteState State { get; private set; }

    public DateTimeOffset ClosesAt { get; private set; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public DateTimeOffset? AnnouncedAt { get; private set; }

    /// <summary>The time of the newest leaf.</summary>
    public DateTimeOffset LastAt { get; private set; }

    public string Reason { get; private set; } = "";

    public VoteCheckpoint? Checkpoint => _checkpoints.Count > 0 ? _checkpoints[^1] : null;

    public IReadOnlyList<VoteCheckpoint> Checkpoints => [.. _checkpoints];

    public IReadOnlyList<VoteStep> Steps =>
        [.. _steps.Select(step => step.Kind is VoteStepKind.Closed or VoteStepKind.Cancelled ? step with { PapersLost = Slips.Lost } : step)];

    /// <summary>The ballots of a secret vote, as its log shows them once it is closed.</summary>
    public IReadOnlyList<ShownBallot> Box => [.. _box];

    /// <summary>The leaves of the newest signed state, copied once for each.</summary>
    public SignedLeaves? Signed => Checkpoint is not { } newest ? null
        : _signed?.Newest == newest ? _signed
        : _signed = new SignedLeaves(Definition.Id, newest, _hashes[..(int)newest.Size]);

    /// <summary>How long the program has run when this turn comes, by no clock that somebody sets.</summary>
    public TimeSpan Running { get; set; }

    public long Size => _log.Count;

    public byte[] Root => _log.Root;

    public bool AllCast => _cast.Count == _roll.Count;

    public int TimesCast(RollId entry) => _times.GetValueOrDefault(entry);

    public bool HasPhrase(string phrase) => _phrases.Contains(phrase);

    /// <summary>What waits to be written, taken away.</summary>
    public VoteChange? TakeStaged()
    {
        var staged = _staged;
        _staged = null;
        return staged;
    }

    /// <summary>What everybody may see now.</summary>
    public VoteView View() => new()
    {
        Definition = Definition,
        State = State,
        ClosesAt = ClosesAt,
        Cast = ShownSum(),
        Turnout = VoteCount.Turnout(Definition, ShownSum()),
        Outcome = _result ?? (Definition.Mode == VoteMode.Named && State == VoteState.Open ? VoteCount.Outcome(Definition, Sums()) : null),
        Sequence = Size - _sum.Ballots + ShownSum().Ballots,   // of a secret vote as coarse as what is shown
        Checkpoint = Checkpoint,
        OpenedAt = OpenedAt,
        ClosedAt = ClosedAt,
        AnnouncedAt = AnnouncedAt,
        Reason = Reason,
        Steps = Steps,
    };

    /// <summary>The entries an account may cast for, its own first.</summary>
    public IReadOnlyList<OwnEntry> Own(StaffId account) => [.. _own[account].Select(entry => new OwnEntry(entry, ReceiptOf(entry.Id), entry.Proxy is not null))];

    public RollEntry? FindEntry(RollId id) => _roll.GetValueOrDefault(id);

    public bool HasCast(RollId entry) => _cast.ContainsKey(entry);

    /// <summary>Who chose what, where the mode shows it by now.</summary>
    public string? ShownChoice(RollId entry) => Definition.Mode == VoteMode.Named || (Definition.Mode == VoteMode.NamedTurnout && ClosedAt is not null)
        ? _choices.GetValueOrDefault(entry)
        : null;

    public VoteReceipt? ReceiptOf(RollId entry) => _cast.TryGetValue(entry, out var leaf) ? Receipt(leaf) : null;

    /// <summary>The receipt of the command with that key; null when there was none.</summary>
    public VoteReceipt? FirstReceipt(Guid key) => _keys.TryGetValue(key, out var leaf) ? Receipt(leaf) : null;

    /// <summary>Puts a ballot into the log, and into the box where the vote is secret. The caller has judged it.</summary>
    public VoteReceipt Cast(RollEntry entry, Ballot ballot, Guid key, VoteChannel channel, DateTimeOffset now)
    {
        long leaf;
        if (Definition.Mode == VoteMode.Secret)
        {
            // A version 4 id says nothing of the time it was made.
            var boxed = new BoxedBallot(Guid.NewGuid(), ballot.Option, ballot.Phrase);
            leaf = Append(new TurnoutLeaf(entry.Id, now, channel, entry.Proxy ?? entry.Id));
            _phrases.Add(boxed.Phrase);
            Staged().Boxed.Add(boxed);
        }
        else
        {
            leaf = Append(new BallotLeaf(
                entry.Id, ballot.Option, now, channel, entry.Proxy ?? entry.Id, _cast.GetValueOrDefault(entry.Id), RandomNumberGenerator.GetBytes(16)));
        }

        // However it came in the end: what waited for a second person is settled.
        DropSlips(SlipKind.Paper, VoteSlip.AboutOf(entry.Id));
        DropSlips(SlipKind.Witness, VoteSlip.AboutOf(entry.Id));
        DropSlips(SlipKind.Handed, VoteSlip.AboutOf(entry.Id));
        _keys[key] = leaf;
        Staged().Keys.Add((key, leaf));
        return Receipt(leaf);
    }

    public void PutSlip(VoteSlip slip)
    {
        Slips.Put(slip);
        _putAt[slip] = Running;
        Staged().Slips.Add((slip, IsGone: false));
    }

    /// <summary>Whether it was put down that short a time ago. Of one put down before the program started nobody knows.</summary>
    public bool IsPutWithin(TimeSpan limit, VoteSlip slip) => _putAt.TryGetValue(slip, out var put) && Running - put <= limit;

    public void DropSlips(SlipKind kind, string about)
    {
        foreach (var slip in Slips.Of(kind, about))
        {
            DropSlip(slip);
        }
    }

    public void DropSlip(VoteSlip slip)
    {
        Slips.Drop(slip);
        _putAt.Remove(slip);
        Staged().Slips.Add((slip, IsGone: true));
    }

    public void Open(StaffId by, DateTimeOffset now) => Append(new OpenedLeaf(now, by));

    public bool MayExtendTo(DateTimeOffset closesAt) => closesAt > ClosesAt && _extended + (closesAt - ClosesAt) <= Definition.Profile.MostExtension;

    public void Extend(DateTimeOffset closesAt, string reason, StaffId by, DateTimeOffset now) => Append(new ExtendedLeaf(now, closesAt, reason, by));

    /// <summary>Counts and closes. <paramref name="box"/>: the ballots of a secret vote, in the order of their ids.</summary>
    public void Close(StaffId by, DateTimeOffset now, IReadOnlyList<BoxedBallot> box)
    {
        var sums = Definition.Mode == VoteMode.Secret ? box.GroupBy(ballot => ballot.Option).ToDictionary(same => same.Key, same => new VoteSum(same.Count(), same.Count(), 0)) : Sums();
        if (Definition.Mode == VoteMode.Secret)
        {
            if (box.Count >= VoteView.LeastShown)
            {
                foreach (var ballot in box)
                {
                    Append(new BoxLeaf(ballot.Id, ballot.Option, ballot.Phrase));
                }
            }

            DropKeys();
        }

        DropAllSlips();
        Append(new ClosedLeaf(now, by, Definition.Options.ToDictionary(option => option.Code, option => sums.GetValueOrDefault(option.Code))));
    }

    public void Cancel(string reason, StaffId by, DateTimeOffset now)
    {
        if (Definition.Mode == VoteMode.Secret)
        {
            // Nobody will count it, and nobody may read it.
            DropKeys();
            Staged().DropsBox = true;
        }

        DropAllSlips();
        Append(new CancelledLeaf(now, reason, by));
    }

    public void Announce(StaffId by, DateTimeOffset now) => Append(new AnnouncedLeaf(now, by));

    public void Keep(VoteCheckpoint checkpoint)
    {
        _checkpoints.Add(checkpoint);
        Staged().Checkpoints.Add(checkpoint);
    }

    private static InvalidDataException Changed(StoredVote stored, string what) =>
        new($"The log of vote {stored.Id}: {what}. Restore votes.db from a backup, and compare it with the checkpoints the scrutineers keep.");

    // What waits at the end is no ballot, and need not be kept; how much it was does not vanish.
    private void DropAllSlips()
    {
        var lost = Slips.Waiting;
        foreach (var slip in Slips.All.ToList())
        {
            DropSlip(slip);
        }

        if (lost > 0)
        {
            PutSlip(new VoteSlip(SlipKind.Lost, "", null, lost.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private void DropKeys()
    {
        _keys.Clear();
        Staged().DropsKeys = true;
    }

    // Who votes for whom: an entry casts itself, or its proxy's account does.
    private static ILookup<StaffId, RollEntry> Casters(IReadOnlyList<RollEntry> roll)
    {
        var accounts = roll.ToDictionary(entry => entry.Id, entry => entry.Account);
        return roll.Select(entry => (Entry: entry, Account: entry.Proxy is { } proxy ? accounts[proxy] : entry.Account))
            .Where(pair => pair.Account is not null).OrderBy(pair => pair.Entry.Proxy is not null).ThenBy(pair => pair.Entry.Number)
            .ToLookup(pair => pair.Account!.Value, pair => pair.Entry);
    }

    private VoteReceipt Receipt(long leaf) => new(leaf, VoteReceipt.CodeOf(_hashes[(int)leaf]));

    private VoteSum ShownSum() => Definition.Mode == VoteMode.Secret && ClosedAt is null
        ? new VoteSum(_sum.Ballots / VoteView.SecretStep * VoteView.SecretStep, _sum.Heads / VoteView.SecretStep * VoteView.SecretStep, 0)
        : _sum;

    private Dictionary<string, VoteSum> Sums() => _choices
        .GroupBy(choice => choice.Value)
        .ToDictionary(same => same.Key, same => same.Aggregate(default(VoteSum), (sum, choice) => sum + WeightOf(choice.Key)));

    private VoteSum WeightOf(RollId entry) => new(1, _roll[entry].Heads, _roll[entry].Area);

    private VoteChange Staged() => _staged ??= new VoteChange(Definition.Id);

    private long Append(VoteLeaf leaf)
    {
        var logged = Follow(leaf);
        Staged().Leaves.Add((logged.Number, logged.Bytes));
        return logged.Number;
    }

    private LoggedLeaf Follow(VoteLeaf leaf)
    {
        var logged = _log.Add(leaf);
        var number = logged.Number;
        _hashes.Add(logged.Hash);
        LastAt = leaf.Time ?? LastAt;
        if (VoteStep.Of(leaf) is { } step)
        {
            _steps.Add(step);
        }

        switch (leaf)
        {
            case DefinitionLeaf settled:
                (Definition, ClosesAt) = (settled.Definition, settled.Definition.ClosesAt);
                break;
            case OpenedLeaf opened:
                (State, OpenedAt) = (VoteState.Open, opened.At);
                break;
            case BallotLeaf ballot:
                Count(ballot.Entry, number);
                _choices[ballot.Entry] = ballot.Option;
                break;
            case TurnoutLeaf turnout:
                Count(turnout.Entry, number);
                break;
            case BoxLeaf box:
                _box.Add(new ShownBallot(number, box.Phrase, box.Option));
                break;
            case ExtendedLeaf extended:
                _extended += extended.ClosesAt - ClosesAt;
                (ClosesAt, Reason) = (extended.ClosesAt, extended.Reason);
                break;
            case ClosedLeaf closed:
                (State, ClosedAt, _result) = (VoteState.Closed, closed.At, VoteCount.Outcome(Definition, closed.Sums));
                break;
            case AnnouncedLeaf announced:
                (State, AnnouncedAt) = (VoteState.Announced, announced.At);
                break;
            case CancelledLeaf cancelled:
                (State, Reason) = (VoteState.Cancelled, cancelled.Reason);
                break;
        }

        return logged;
    }

    private void Count(RollId entry, long leaf)
    {
        if (!_cast.ContainsKey(entry))
        {
            _sum += WeightOf(entry);
        }

        _cast[entry] = leaf;
        _times[entry] = _times.GetValueOrDefault(entry) + 1;
    }
}
