using CommunityConsole.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Audit;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("Audit").HasKey(record => record.Number);
        builder.Property(record => record.Number).ValueGeneratedNever();   // the chain counts, not the database
        builder.Property(record => record.Community).HasMaxLength(64);
        builder.Property(record => record.Actor).HasMaxLength(64);
        builder.Property(record => record.Action).HasMaxLength(64);
        builder.Property(record => record.Result).HasMaxLength(64);
        builder.Property(record => record.Commitment).HasMaxLength(32);
        builder.Property(record => record.Hash).HasMaxLength(32);
        builder.Property(record => record.Salt).HasMaxLength(32);
        builder.ComplexProperty(record => record.Details);
        builder.HasIndex(record => record.CommandKey).IsUnique();
        builder.HasIndex(record => record.At);
    }
}
