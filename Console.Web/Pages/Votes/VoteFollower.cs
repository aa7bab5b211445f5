using System.Runtime.CompilerServices;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>A page about one vote: it shows the newest state its mode allows, and nothing of another community.</summary>
/// <remarks>Thousands of phones show the same vote: the picture comes from the board; what is read beside it costs a turn in the ballots' queue.</remarks>
public abstract partial class VoteFollower : LiveComponent
{
    /// <summary>Between two readings of a roll while ballots come in.</summary>
    protected static readonly TimeSpan RollPause = TimeSpan.FromSeconds(2);

    private IDisposable? _loop;
    private IDisposable? _again;
    private int _followed;
    private bool _owed;

    /// <summary>The vote's number.</summary>
    [Parameter]
    public int Number { get; set; }

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [Inject]
    internal VoteBoard Board { get; set; } = null!;

    [Inject]
    internal TimeProvider Clock { get; set; } = null!;

    [Inject]
    internal ILogger<VoteFollower> Log { get; set; } = null!;

    [Inject]
    internal EstateCalendar Calendar { get; set; } = null!;

    [Inject]
    internal IStringLocalizer<VotesText> Text { get; set; } = null!;

    [Inject]
    internal IStringLocalizer<ShellText> Shell { get; set; } = null!;

    /// <summary>The vote; null where there is none of that number here.</summary>
    protected VoteView? Vote { get; private set; }

    /// <summary>Its number.</summary>
    protected VoteId Id => new(Number);

    /// <summary>After which time it is read again when ballots came in; null where they change nothing of what is read.</summary>
    protected virtual TimeSpan? Again => null;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_followed == Number)
        {
            return;
        }

        _followed = Number;
        _loop?.Dispose();
        _again?.Dispose();
        Vote = null;
        if (Board.Find(Id)?.Definition.Community == Me.Community)
        {
            Vote = Board.Find(Id);
            _loop = Follow(WatchAsync, vote => Vote = vote);
            _again = Again is { } pause ? Follow(stop => ReadAgainAsync(pause, stop), _ => { }) : null;
            await TryReadAsync();
        }
    }

    /// <summary>Reads what the board does not have; again when the vote's state changes, and after <see cref="Again"/>.</summary>
    protected virtual Task ReadAsync() => Task.CompletedTask;

    /// <summary>Reads; what cannot be read now leaves on the page what is there, and is read with the next change.</summary>
    protected async Task TryReadAsync()
    {
        _owed = false;
        try
        {
            await ReadAsync();
        }
        catch (Exception fault)
        {
            _owed = true;
            LogUnread(Log, fault, Number);
        }
    }

    /// <summary>Reads something beside the board; when that fails, what there was.</summary>
    protected async Task<T> TryAsync<T>(Func<Task<T>> read, T otherwise)
    {
        try
        {
            return await read();
        }
        catch (Exception fault)
        {
            LogUnread(Log, fault, Number);
            return otherwise;
        }
    }

    // What a new state brings is read before the picture it belongs to is drawn.
    private async IAsyncEnumerable<VoteView> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        VoteState? before = null;
        await foreach (var vote in Board.WatchAsync(Id, cancellation))
        {
            if (before is not null && (before != vote.State || (_owed && Again is null)))
            {
                await TryReadAsync();
            }
            else
            {
                _owed |= before is not null && Again is not null;
            }

            before = vote.State;
            yield return vote;
        }
    }

    private async IAsyncEnumerable<DateTimeOffset> ReadAgainAsync(TimeSpan pause, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var now in Ticks.EveryAsync(pause, Clock, cancellation))
        {
            if (_owed)
            {
                await TryReadAsync();
                yield return now;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page of vote {Vote} could not read beyond the board; it tries again with the next change.")]
    private static partial void LogUnread(ILogger log, Exception fault, int vote);
}
