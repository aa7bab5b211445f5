using System.Collections.Concurrent;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>A receiver that writes down what it is told, and can be away.</summary>
internal sealed class RecordingChannel : INoticeChannel
{
    private readonly ConcurrentQueue<(NoticeEvent What, Notice Notice)> _heard = new();

    public string Name => "phone";

    /// <summary>Answers nothing while set.</summary>
    internal bool Away { get; set; }

    /// <summary>Runs while something is being sent, before the receiver has it.</summary>
    internal Func<Task>? Meanwhile { get; set; }

    internal int Tries { get; private set; }

    internal IReadOnlyList<(NoticeEvent What, Notice Notice)> Heard => [.. _heard];

    /// <summary>Who was told at which stage, in order.</summary>
    internal IEnumerable<string> Told => Heard.Where(one => one.What == NoticeEvent.Notice).Select(one => $"{one.Notice.Stage} {one.Notice.To}");

    public async Task SendAsync(NoticeEvent what, Notice notice, CancellationToken cancellation)
    {
        Tries++;
        if (Meanwhile is { } act)
        {
            await act();
        }

        if (Away)
        {
            throw new HttpRequestException("away");
        }

        _heard.Enqueue((what, notice));
    }
}
