using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Live;

/// <summary>
/// A component that follows streams: it redraws with each state, reports a fault to the error boundary and stops when
/// the page goes. Its loops run on the component's own dispatcher and keep its language.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private readonly List<Func<Task>> _waiting = [];
    private bool _onScreen;

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Stopped => _stopped.Token;

    /// <summary>
    /// Applies each state of the stream and redraws. A state that is there at once is applied before the first drawing,
    /// so that even the page sent ahead of the circuit shows it; the rest is followed once the page is live.
    /// </summary>
    /// <returns>Ends this one loop, for a page that turns to something else.</returns>
    protected IDisposable Follow<T>(Func<CancellationToken, IAsyncEnumerable<T>> stream, Action<T> apply)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(apply);

        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
        var states = stream(stop.Token).GetAsyncEnumerator(stop.Token);
        var next = states.MoveNextAsync().AsTask();
        if (next.IsCompletedSuccessfully && next.Result)
        {
            apply(states.Current);
            next = states.MoveNextAsync().AsTask();
        }

        Task LoopAsync() => FollowAsync(states, next, apply, stop);
        if (_onScreen)
        {
            _ = LoopAsync();
        }
        else
        {
            _waiting.Add(LoopAsync);
        }

        return new Loop(stop);
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        // Not called while a page is drawn ahead of its circuit: nothing is followed for a page nobody looks at yet.
        if (!firstRender)
        {
            return;
        }

        _onScreen = true;
        foreach (var loop in _waiting)
        {
            _ = loop(); // reports its own faults
        }

        _waiting.Clear();
    }

    /// <summary>Stops every loop.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_stopped.IsCancellationRequested)
        {
            _stopped.Cancel();
            _stopped.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private async Task FollowAsync<T>(IAsyncEnumerator<T> states, Task<bool> next, Action<T> apply, CancellationTokenSource stop)
    {
        try
        {
            while (await next)
            {
                if (stop.IsCancellationRequested)
                {
                    break;
                }

                apply(states.Current);
                StateHasChanged();
                next = states.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page has gone, or has turned to something else.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
        finally
        {
            await states.DisposeAsync();
        }
    }

    private sealed class Loop(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose() => stop.Cancel();
    }
}
