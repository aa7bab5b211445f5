using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Dispatch;

internal sealed class VisitPhotoMapping : IEntityTypeConfiguration<VisitPhoto>
{
    public void Configure(EntityTypeBuilder<VisitPhoto> builder)
    {
        builder.ToTable("VisitPhotos").HasKey(photo => new { photo.Visit, photo.Photo });
        builder.Property(photo => photo.Subject).HasMaxLength(64);
        builder.Property(photo => photo.ByName).HasMaxLength(64);
        builder.HasIndex(photo => photo.Subject);
        builder.HasIndex(photo => photo.Photo);
        builder.HasIndex(photo => photo.Home);
        builder.HasIndex(photo => photo.At);
    }
}

/// <summary>Which photos belong to which visit, in console.db.</summary>
internal sealed class VisitPhotoStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IVisitPhotoStore
{
    public Task<IReadOnlyList<VisitPhoto>> ListAsync(string subject, CancellationToken cancellation) =>
        ListAsync(photos => photos.Where(photo => photo.Subject == subject), cancellation);

    public Task<IReadOnlyList<VisitPhoto>> FindAsync(IReadOnlyList<PhotoId> photos, CancellationToken cancellation) =>
        ListAsync(rows => rows.Where(row => photos.Contains(row.Photo)), cancellation);

    public Task<bool> AddAsync(VisitPhoto added, AuditEntry audit, CancellationToken cancellation) => writer.WriteAsync(
        [audit],
        (db, _) =>
        {
            db.Add(added);
            return Task.CompletedTask;
        },
        cancellation);

    public Task<int> RemoveBeforeAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        RemoveAsync(photos => photos.Where(photo => photo.At < instant), cancellation);

    public Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation) =>
        RemoveAsync(photos => photos.Where(photo => photo.Home == home), cancellation);

    private async Task<IReadOnlyList<VisitPhoto>> ListAsync(Func<IQueryable<VisitPhoto>, IQueryable<VisitPhoto>> select, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await select(db.Set<VisitPhoto>().AsNoTracking()).OrderBy(photo => photo.At).ToListAsync(cancellation);
    }

    private async Task<int> RemoveAsync(Func<IQueryable<VisitPhoto>, IQueryable<VisitPhoto>> which, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await which(db.Set<VisitPhoto>()).ExecuteDeleteAsync(cancellation);
    }
}
