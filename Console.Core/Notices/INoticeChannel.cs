namespace CommunityConsole.Core.Notices;

/// <summary>What a channel is to tell its receiver.</summary>
public enum NoticeEvent
{
    /// <summary>Tell this person.</summary>
    Notice,

    /// <summary>Somebody has it: ring no more. Comes for a notice sent before, with its key.</summary>
    Stop,
}

/// <summary>A way to reach people outside the console: SMS, voice, app push, a file.</summary>
/// <remarks>At least once: after a crash or a lost answer the same event of the same notice comes again, with the same key.</remarks>
public interface INoticeChannel
{
    /// <summary>Names it in the outbox; short, stable, not <see cref="Notice.Desk"/>.</summary>
    string Name { get; }

    /// <summary>Returns once the receiver has it; any exception means that it is to be tried again.</summary>
    Task SendAsync(NoticeEvent what, Notice notice, CancellationToken cancellation);
}
