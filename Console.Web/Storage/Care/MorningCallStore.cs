using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Care;

internal sealed class MorningCallMapping : IEntityTypeConfiguration<MorningCall>
{
    public void Configure(EntityTypeBuilder<MorningCall> builder)
    {
        // The database itself holds one call per number, whoever writes: the second of two workers is told of the first.
        builder.ToTable("MorningCalls").HasKey(call => new { call.Home, call.Day, call.Number });
        builder.HasIndex(call => call.Day);
        builder.Property(call => call.ByName).HasMaxLength(64);
        builder.Property(call => call.Note).HasMaxLength(AlertDesk.NoteLength);
    }
}

/// <summary>Calls of the morning list in console.db.</summary>
internal sealed class MorningCallStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IMorningCallStore
{
    public async Task<IReadOnlyList<MorningCall>> ListAsync(DateOnly since, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<MorningCall>().AsNoTracking().Where(call => call.Day >= since).ToListAsync(cancellation);
    }

    public Task<bool> AddAsync(MorningCall added, AuditEntry audit, CancellationToken cancellation) => writer.WriteAsync(
        [audit],
        (db, _) =>
        {
            db.Add(added);
            return Task.CompletedTask;
        },
        cancellation);

    public Task<int> RemoveBeforeAsync(DateOnly day, CancellationToken cancellation) =>
        RemoveAsync(db => db.Set<MorningCall>().Where(call => call.Day < day), cancellation);

    public Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation) =>
        RemoveAsync(db => db.Set<MorningCall>().Where(call => call.Home == home), cancellation);

    private async Task<int> RemoveAsync(Func<ConsoleDb, IQueryable<MorningCall>> which, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await which(db).ExecuteDeleteAsync(cancellation);
    }
}
