using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Council.Delegates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommunityConsole.Web.Storage.Council;

internal sealed class DelegateMapping : IEntityTypeConfiguration<CouncilDelegate>
{
    public void Configure(EntityTypeBuilder<CouncilDelegate> builder)
    {
        builder.ToTable("Delegates").HasKey(one => one.Id);
        builder.Property(one => one.Community).HasMaxLength(64);
        builder.Property(one => one.EndReason).HasMaxLength(CouncilDelegate.ReasonLength);
        builder.Property(one => one.Version).IsConcurrencyToken();
        builder.ComplexProperty(one => one.Entry, entry =>
        {
            entry.IsRequired();
            entry.Property(one => one.Name).HasMaxLength(DelegateEntry.NameLength);
            entry.Property(one => one.Building).HasMaxLength(64);
            entry.ComplexProperty(one => one.Person).IsRequired();
        });
    }
}

internal sealed class MakeUpMapping : IEntityTypeConfiguration<MakeUpTable>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Configure(EntityTypeBuilder<MakeUpTable> builder)
    {
        builder.ToTable("MakeUpTables").HasKey(table => new { table.Community, table.Kind });
        builder.Property(table => table.Community).HasMaxLength(64);
        builder.Property(table => table.Source).HasMaxLength(MakeUpTable.SourceLength);
        builder.Property(table => table.Version).IsConcurrencyToken();

        // Brought, read and replaced as a whole.
        builder.Property(table => table.Rows).HasConversion(
            new ValueConverter<IReadOnlyList<GroupCount>, string>(
                rows => JsonSerializer.Serialize(rows, Readable), text => JsonSerializer.Deserialize<List<GroupCount>>(text, Readable)!),
            new ValueComparer<IReadOnlyList<GroupCount>>(
                (one, other) => ReferenceEquals(one, other) || (one != null && other != null && one.SequenceEqual(other)),
                rows => rows.Aggregate(0, (hash, row) => HashCode.Combine(hash, row)),
                rows => rows));
    }
}
