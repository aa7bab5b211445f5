using System.Text.Json;
using CommunityConsole.Core.Community;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommunityConsole.Web.Storage.Community;

internal sealed class ShiftMapping : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> builder)
    {
        builder.ToTable("Shifts").HasKey(shift => shift.Id);
        builder.Ignore(shift => shift.People);
        builder.Property(shift => shift.Community).HasMaxLength(64);
        builder.Property(shift => shift.Version).IsConcurrencyToken();
        builder.HasIndex(shift => shift.Until);
        builder.ComplexProperty(shift => shift.Note, note => note.Property(n => n!.Text).HasMaxLength(DutyPolicy.NoteLength));

        // The order of calling is the order of this list.
        builder.Property(shift => shift.Workers).HasConversion(
            new ValueConverter<IReadOnlyList<StaffId>, string>(
                workers => JsonSerializer.Serialize(workers.Select(worker => worker.Value), JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Default)!.ConvertAll(value => new StaffId(value))),
            new ValueComparer<IReadOnlyList<StaffId>>(
                (one, other) => ReferenceEquals(one, other) || (one != null && other != null && one.SequenceEqual(other)),
                workers => workers.Aggregate(0, (hash, worker) => HashCode.Combine(hash, worker)),
                workers => workers));
    }
}
