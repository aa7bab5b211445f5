using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Notices;

internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("Notices").HasKey(notice => notice.Id);
        builder.Property(notice => notice.Community).HasMaxLength(64);
        builder.Property(notice => notice.Subject).HasMaxLength(64);
        builder.Property(notice => notice.To).HasMaxLength(64);
        builder.Property(notice => notice.Channel).HasMaxLength(16);
        builder.Property(notice => notice.Link).HasMaxLength(200);
        builder.Property(notice => notice.Failure).HasMaxLength(200);
        builder.Property(notice => notice.Text).HasMaxLength((2 * Notice.TextLength) + 32);
        builder.HasIndex(notice => notice.Subject);
        builder.HasIndex(notice => notice.MadeAt);

        // What is not ended is few, whatever lies before it.
        builder.HasIndex(notice => notice.State).HasFilter("\"State\" <> 'Ended'");
    }
}

/// <summary>The outbox in console.db.</summary>
internal sealed class NoticeStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : INoticeStore
{
    public Task<IReadOnlyList<Notice>> ListActiveAsync(CancellationToken cancellation) =>
        ListAsync(notices => notices.Where(notice => notice.State != NoticeState.Ended), cancellation);

    public Task<IReadOnlyList<Notice>> ListAsync(string subject, CancellationToken cancellation) =>
        ListAsync(notices => notices.Where(notice => notice.Subject == subject), cancellation);

    public Task<bool> AddAsync(IReadOnlyList<Notice> notices, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        (db, _) =>
        {
            db.AddRange(notices);
            return Task.CompletedTask;
        },
        cancellation);

    public async Task ReplaceAsync(IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        var written = await writer.WriteAsync(
            [],
            (db, _) =>
            {
                db.UpdateRange(notices);
                return Task.CompletedTask;
            },
            cancellation);
        if (!written)
        {
            throw new InvalidOperationException("A notice could not be stored: it is not in the outbox.");
        }
    }

    private async Task<IReadOnlyList<Notice>> ListAsync(Func<IQueryable<Notice>, IQueryable<Notice>> select, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return [.. (await select(db.Set<Notice>().AsNoTracking()).OrderBy(notice => notice.MadeAt).ToListAsync(cancellation)).OrderBy(notice => notice.MadeAt).ThenBy(notice => notice.Stage)];
    }
}
