using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Anomalies;

internal sealed class LessonMapping : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> builder)
    {
        builder.ToTable("Lessons").HasKey(lesson => lesson.Id);
        builder.HasIndex(lesson => lesson.Home);
    }
}

/// <summary>Lessons in console.db.</summary>
internal sealed class LessonStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : ILessonStore
{
    public async Task<IReadOnlyList<Lesson>> LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<Lesson>().AsNoTracking().ToListAsync(cancellation);
    }

    public async Task PutAsync(Lesson lesson, AuditEntry audit, CancellationToken cancellation)
    {
        var written = await writer.WriteAsync(
            [audit],
            async (db, stop) => db.Entry(lesson).State = await db.Set<Lesson>().AsNoTracking().AnyAsync(known => known.Id == lesson.Id, stop) ? EntityState.Modified : EntityState.Added,
            cancellation);
        if (!written)
        {
            throw new InvalidOperationException("A lesson could not be stored: another program writes the same database.");
        }
    }
}
