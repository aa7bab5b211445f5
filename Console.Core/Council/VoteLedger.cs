using System.Collections.Concurrent;
using System.Threading.Channels;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Council;

/// <summary>
/// The one writer of all votes. Commands wait in a queue, are decided one after the other at the instant their turn comes, and are
/// committed together; nobody gets an answer before what it says is on disk. Opening, casting and closing stand in the same queue: a ballot is
/// before the close or after it, never both.
/// </summary>
internal sealed partial class VoteLedger(IVoteStore store, VoteBoard board, VoteSigner signer, TimeProvider time, ILogger<VoteLedger> log) : BackgroundService
{
    private const int MostTogether = 512;
    private const int MostWaiting = 20_000;
    private static readonly TimeSpan ForgetAgain = TimeSpan.FromSeconds(30);
    private readonly Channel<Turn> _turns = Channel.CreateBounded<Turn>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly BookShelf _books = new();
    private readonly ConcurrentDictionary<Guid, VoteId> _prepared = new();
    private readonly long _started = time.GetTimestamp();
    private bool _owesForgetting;
    private DateTimeOffset _forgetFrom;

    /// <summary>Gives a command about a vote that exists. Once it waits for its turn it is carried out, whatever becomes of the caller.</summary>
    /// <param name="id">Which vote.</param>
    /// <param name="decide">Judges and takes the step, at the instant given; no waiting, and no step when it refuses.</param>
    /// <param name="cancellation">Ends the caller's wait, not the command.</param>
    public Task<Result<T>> GiveAsync<T>(VoteId id, Func<VoteBook, DateTimeOffset, Result<T>> decide, CancellationToken cancellation) =>
        GiveAsync<T>(id, (book, now, _) => decide(book, now), static (_, _) => false, cancellation);

    /// <summary>As the other, for the command that counts.</summary>
    /// <param name="id">Which vote.</param>
    /// <param name="decide">As above; it is handed the box of a secret vote.</param>
    /// <param name="counts">Whether the box is wanted: nobody opens it before.</param>
    /// <param name="cancellation">As above.</param>
    public async Task<Result<T>> GiveAsync<T>(
        VoteId id, Func<VoteBook, DateTimeOffset, IReadOnlyList<BoxedBallot>, Result<T>> decide, Func<VoteBook, DateTimeOffset, bool> counts, CancellationToken cancellation)
    {
        var turn = new Turn<T>(id, decide, counts);
        return _turns.Writer.TryWrite(turn) ? await turn.Answer.Task.WaitAsync(cancellation) : new VotesBusy();
    }

    /// <summary>The books in memory.</summary>
    internal int Held => _books.Count;

    /// <summary>The vote made by the command with that key; null when there is none.</summary>
    public VoteView? Prepared(Guid key) => _prepared.TryGetValue(key, out var id) ? board.Find(id) : null;

    /// <summary>Makes a new vote and signs its definition; <paramref name="make"/> gets its number and gives roll and definition. With a key that made one before, it is that one.</summary>
    public async Task<Result<VoteView>> AddAsync(Func<VoteId, (VoteDefinition Definition, IReadOnlyList<RollEntry> Roll)> make, Guid? key, CancellationToken cancellation)
    {
        var turn = new NewVote(make, key);
        return _turns.Writer.TryWrite(turn) ? await turn.Answer.Task.WaitAsync(cancellation) : new VotesBusy();
    }

    /// <summary>Puts what is stored on the board. A vote that cannot be read, or is not what was signed, is left off it and named in the log: the others go on.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        _owesForgetting = true;   // the program may have ended between a close and this
        await ForgetAsync();
        foreach (var id in await store.ListAsync(cancellation))
        {
            try
            {
                if (await store.FindAsync(id, cancellation) is { } stored)
                {
                    var book = new VoteBook(stored);
                    board.Show([book.View()]);
                    signer.Note(book.Definition);
                    foreach (var (key, _) in stored.Keys.Where(pair => pair.Value == 0))
                    {
                        _prepared[key] = id;
                    }
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogUnreadable(fault, id.Value);
            }
        }

        if (signer.Others > 0)
        {
            LogOtherKey(signer.Others);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var turns = new List<Turn>(MostTogether);
        try
        {
            while (await _turns.Reader.WaitToReadAsync(stoppingToken))
            {
                turns.Clear();
                while (turns.Count < MostTogether && _turns.Reader.TryRead(out var next))
                {
                    turns.Add(next);
                }

                await TakeAsync(turns);
            }
        }
        finally
        {
            // Nobody waits for a turn that never comes; nothing was promised to them.
            _turns.Writer.TryComplete();
            while (_turns.Reader.TryRead(out var left))
            {
                left.Fail(new OperationCanceledException("The program is stopping; send it again."));
            }
        }
    }

    private async Task TakeAsync(List<Turn> turns)
    {
        try
        {
            var touched = new HashSet<VoteBook>();
            foreach (var turn in turns)
            {
                if (await turn.TakeAsync(this) is { } book)
                {
                    touched.Add(book);
                }
            }

            var changes = touched.Select(book => book.TakeStaged()).OfType<VoteChange>().ToList();
            if (changes.Count > 0)
            {
                await CommitAsync(changes);
            }

            board.Show([.. touched.Select(book => book.View())]);
            _books.PutAway();
        }
        catch (Exception fault)
        {
            // What memory holds may be more than the disk: everything is read anew at its next turn.
            _books.Clear();
            LogFault(fault, turns.Count);
            turns.ForEach(turn => turn.Fail(fault));
            return;
        }

        await ForgetAsync();
        turns.ForEach(static turn => turn.Tell());
    }

    private async Task CommitAsync(IReadOnlyList<VoteChange> changes)
    {
        await store.CommitAsync(changes, CancellationToken.None);
        if (changes.Any(change => change.DropsKeys))
        {
            (_owesForgetting, _forgetFrom) = (true, time.GetUtcNow());
        }
    }

    // The close is on disk whether this succeeds or not: it is tried again with later commands, not with each, and at the next start.
    private async Task ForgetAsync()
    {
        if (!_owesForgetting || time.GetUtcNow() < _forgetFrom)
        {
            return;
        }

        try
        {
            await store.ForgetOrderAsync(CancellationToken.None);
            _owesForgetting = false;
        }
        catch (Exception fault)
        {
            _forgetFrom = time.GetUtcNow() + ForgetAgain;
            LogNotForgotten(fault);
        }
    }

    private async Task<VoteBook?> BookAsync(VoteId id)
    {
        var book = _books.Find(id);
        if (book is null && await store.FindAsync(id, CancellationToken.None) is { } stored)
        {
            _books.Put(book = new VoteBook(stored));
        }

        return book;
    }

    private async Task<IReadOnlyList<BoxedBallot>> OpenBoxAsync(VoteBook book)
    {
        // Ballots of this very batch are on no disk yet: they are brought there first.
        if (book.TakeStaged() is { } staged)
        {
            await CommitAsync([staged]);
        }

        return await store.OpenBoxAsync(book.Definition.Id, CancellationToken.None);
    }

    private async Task<VoteBook> MakeAsync(Func<VoteId, (VoteDefinition Definition, IReadOnlyList<RollEntry> Roll)> make, Guid? key)
    {
        if (key is { } sent && _prepared.TryGetValue(sent, out var made) && await BookAsync(made) is { } known)
        {
            return known;
        }

        var (definition, roll) = make(await store.NextAsync(CancellationToken.None));
        var line = new VoteLog().Add(new DefinitionLeaf(definition)).Bytes;
        var id = definition.Id;

        // Read as it will be read at every start, before anything is on disk.
        var book = new VoteBook(new StoredVote(id, roll, [line], new Dictionary<Guid, long>(), [], [], []));
        book.Keep(signer.Sign(book, time.GetUtcNow()));
        var change = new VoteChange(id) { Roll = roll };
        change.Leaves.Add((0, line));
        change.Checkpoints.AddRange(book.TakeStaged()!.Checkpoints);
        if (key is { } given)
        {
            change.Keys.Add((given, 0));
        }

        await CommitAsync([change]);
        if (key is { } kept)
        {
            _prepared[kept] = id;
        }

        board.Show([book.View()]);
        _books.Put(book);
        return book;
    }

    private TimeSpan Running => time.GetElapsedTime(_started);

    // A clock set back must not make a log whose time runs backwards: that is what a forged one looks like.
    private DateTimeOffset NowFor(VoteBook book) => time.GetUtcNow() is var now && now > book.LastAt ? now : book.LastAt;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} commands about votes could not be stored; none of them was acknowledged.")]
    private partial void LogFault(Exception fault, int count);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Vote {Vote} cannot be read or is not what was signed: it is on no screen. Restore votes.db from a backup and compare it with the scrutineers' checkpoints.")]
    private partial void LogUnreadable(Exception fault, int vote);

    [LoggerMessage(Level = LogLevel.Critical, Message = "votes.key is not the key that signed {Count} votes in votes.db: none is published, opened, closed or announced with it. Restore votes.key from a backup and restart; everything else works.")]
    private partial void LogOtherKey(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The order in which a secret box was filled could not be taken from the file yet; it is tried again.")]
    private partial void LogNotForgotten(Exception fault);

    private abstract class Turn
    {
        public abstract Task<VoteBook?> TakeAsync(VoteLedger ledger);

        public abstract void Tell();

        public abstract void Fail(Exception fault);
    }

    private sealed class Turn<T>(VoteId id, Func<VoteBook, DateTimeOffset, IReadOnlyList<BoxedBallot>, Result<T>> decide, Func<VoteBook, DateTimeOffset, bool> counts) : Turn
    {
        private Result<T> _result;
        private Exception? _unreadable;

        public TaskCompletionSource<Result<T>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<VoteBook?> TakeAsync(VoteLedger ledger)
        {
            VoteBook? book;
            try
            {
                book = await ledger.BookAsync(id);
            }
            catch (Exception fault) when (fault is InvalidDataException or FormatException)
            {
                // This vote cannot be read; those of the same batch about others can.
                _unreadable = fault;
                return null;
            }

            if (book is null)
            {
                _result = new VoteNotFound(id);
                return null;
            }

            book.Running = ledger.Running;
            var now = ledger.NowFor(book);
            var box = book.Definition.Mode == VoteMode.Secret && counts(book, now) ? await ledger.OpenBoxAsync(book) : [];
            _result = decide(book, now, box);
            return book;
        }

        public override void Tell()
        {
            if (_unreadable is { } fault)
            {
                Answer.SetException(fault);
            }
            else
            {
                Answer.SetResult(_result);
            }
        }

        public override void Fail(Exception fault) => Answer.TrySetException(fault);
    }

    private sealed class NewVote(Func<VoteId, (VoteDefinition Definition, IReadOnlyList<RollEntry> Roll)> make, Guid? key) : Turn
    {
        private VoteBook? _book;

        public TaskCompletionSource<Result<VoteView>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<VoteBook?> TakeAsync(VoteLedger ledger)
        {
            _book = await ledger.MakeAsync(make, key);
            return _book;
        }

        public override void Tell() => Answer.SetResult(_book!.View());

        // What became of the others of its batch does not undo it.
        public override void Fail(Exception fault)
        {
            if (_book is null)
            {
                Answer.TrySetException(fault);
            }
            else
            {
                Tell();
            }
        }
    }
}
