using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>
/// The writing side of one connection. Many threads put packets in under <see cref="Gate"/>; one flush is under way at a
/// time. While a flush waits for the peer to read, <see cref="IsBlocked"/> tells senders to hold their messages back.
/// </summary>
internal sealed class Outbox
{
    private readonly PipeWriter _pipe;
    private readonly TimeProvider _time;
    private readonly Action _flushed;
    private ValueTaskAwaiter<FlushResult> _awaiter;
    private TaskCompletionSource? _free;
    private int _claimed;
    private bool _dirty;
    private bool _flushing;
    private long _blockedSince;

    public Outbox(PipeWriter pipe, TimeProvider time)
    {
        _pipe = pipe;
        _time = time;
        _flushed = OnFlushed;
    }

    /// <summary>Held while packets are written; never while anything is waited for.</summary>
    public Lock Gate { get; } = new();

    public ProtocolVersion Version { get; set; } = ProtocolVersion.V311;

    public bool IsClosed { get; private set; }

    public bool IsBlocked => Volatile.Read(ref _flushing);

    /// <summary>Called, outside of the gate, when the peer has read so far that there is room again.</summary>
    public Action? Freed { get; set; }

    /// <summary>The pipe to write a packet to, under <see cref="Gate"/> and only while not closed; <see cref="Flush"/> afterwards.</summary>
    public PipeWriter Writing()
    {
        _dirty = true;
        return _pipe;
    }

    /// <summary>How long the peer has left bytes unread that fill the buffer.</summary>
    public TimeSpan BlockedFor()
    {
        lock (Gate)
        {
            return _flushing ? _time.GetElapsedTime(_blockedSince) : TimeSpan.Zero;
        }
    }

    /// <summary>Whether the caller, who has just written, is the one to flush; false when somebody else will.</summary>
    public bool ClaimFlush() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Sends what was written. Returns at once, whether the peer reads or not.</summary>
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "The awaiter's result is taken once: here, or in OnFlushed.")]
    public void Flush()
    {
        // Given up before the bytes are looked at: who writes after this claims again.
        Volatile.Write(ref _claimed, 0);
        lock (Gate)
        {
            while (_dirty && !_flushing && !IsClosed)
            {
                _dirty = false;
                _awaiter = _pipe.FlushAsync(CancellationToken.None).GetAwaiter();
                if (_awaiter.IsCompleted)
                {
                    IsClosed |= _awaiter.GetResult().IsCompleted;
                    continue;
                }

                _flushing = true;
                _blockedSince = _time.GetTimestamp();
                _awaiter.UnsafeOnCompleted(_flushed);
            }
        }
    }

    /// <summary>Completes when nothing is held up by the peer any more, or the connection is over.</summary>
    public Task WhenFreeAsync()
    {
        lock (Gate)
        {
            if (!_flushing || IsClosed)
            {
                return Task.CompletedTask;
            }

            _free ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _free.Task;
        }
    }

    /// <summary>No packet is written from now on.</summary>
    public void Close()
    {
        TaskCompletionSource? free;
        lock (Gate)
        {
            IsClosed = true;
            (free, _free) = (_free, null);
        }

        free?.SetResult();
    }

    private void OnFlushed()
    {
        TaskCompletionSource? free = null;
        lock (Gate)
        {
            _flushing = false;
            try
            {
                IsClosed |= _awaiter.GetResult().IsCompleted;
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
            {
                // The connection broke while the peer was not reading; its read loop ends on its own.
                IsClosed = true;
            }

            Flush();
            if (!_flushing)
            {
                (free, _free) = (_free, null);
            }
        }

        if (!IsBlocked)
        {
            free?.SetResult();
            Freed?.Invoke();
        }
    }
}
