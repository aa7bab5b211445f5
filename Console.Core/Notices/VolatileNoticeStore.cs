using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Notices;

/// <summary>The outbox in memory, for development and tests.</summary>
public sealed class VolatileNoticeStore(VolatileAuditLog log) : INoticeStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NoticeId, Notice> _notices = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<Notice>> ListActiveAsync(CancellationToken cancellation) => Read(notice => notice.State != NoticeState.Ended);

    /// <inheritdoc />
    public Task<IReadOnlyList<Notice>> ListAsync(string subject, CancellationToken cancellation) => Read(notice => notice.Subject == subject);

    /// <inheritdoc />
    public Task<bool> AddAsync(IReadOnlyList<Notice> notices, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (notices.Any(notice => _notices.ContainsKey(notice.Id)) || !log.TryAppend(audit))
            {
                return Task.FromResult(false);
            }

            Put(notices);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc />
    public Task ReplaceAsync(IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        lock (_gate)
        {
            Put(notices);
            return Task.CompletedTask;
        }
    }

    /// <summary>Puts down what another store writes together with a change of its own.</summary>
    internal void Write(IReadOnlyList<Notice> notices)
    {
        lock (_gate)
        {
            Put(notices);
        }
    }

    private void Put(IReadOnlyList<Notice> notices)
    {
        foreach (var notice in notices)
        {
            _notices[notice.Id] = notice;
        }
    }

    private Task<IReadOnlyList<Notice>> Read(Func<Notice, bool> which)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Notice>>([.. _notices.Values.Where(which).OrderBy(notice => notice.MadeAt).ThenBy(notice => notice.Stage)]);
        }
    }
}
