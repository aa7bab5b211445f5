using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Care;

internal sealed class FineLinkMapping : IEntityTypeConfiguration<FineLink>
{
    public void Configure(EntityTypeBuilder<FineLink> builder)
    {
        builder.ToTable("FineLinks").HasKey(link => link.Hash);
        builder.Property(link => link.Hash).HasMaxLength(64);
        builder.Property(link => link.Whom).HasMaxLength(16);
        builder.Property(link => link.WhomWords).HasMaxLength(HomePolicy.NameLength);
        builder.HasIndex(link => new { link.Alert, link.Step }).IsUnique();
        builder.HasIndex(link => link.Until);
    }
}

/// <summary>One-time links in console.db.</summary>
internal sealed class FineLinkStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IFineLinkStore
{
    public async Task<FineLink?> FindAsync(string hash, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<FineLink>().AsNoTracking().SingleOrDefaultAsync(link => link.Hash == hash, cancellation);
    }

    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var forgotten = 0;
        await writer.WriteAsync([], async (db, stop) => forgotten = await db.Set<FineLink>().Where(link => link.Until < before).ExecuteDeleteAsync(stop), cancellation);
        return forgotten;
    }
}
