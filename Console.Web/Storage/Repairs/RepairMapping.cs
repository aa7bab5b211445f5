using CommunityConsole.Core.Repairs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Repairs;

internal sealed class RepairMapping : IEntityTypeConfiguration<Repair>
{
    public void Configure(EntityTypeBuilder<Repair> builder)
    {
        builder.ToTable("Repairs").HasKey(repair => repair.Id);
        builder.Ignore(repair => repair.Steps).Ignore(repair => repair.Reporters);

        // The store gives the numbers: a number is never used again, also after the newest was deleted by hand.
        builder.Property(repair => repair.Id).ValueGeneratedNever();
        builder.Property(repair => repair.Community).HasMaxLength(64);
        builder.Property(repair => repair.Title).HasMaxLength(Repair.LineLength);
        builder.Property(repair => repair.Description).HasMaxLength(Repair.TextLength);
        builder.Property(repair => repair.Location).HasMaxLength(Repair.LineLength);
        builder.Property(repair => repair.Building).HasMaxLength(64);
        builder.Property(repair => repair.Asset).HasMaxLength(64);
        builder.Property(repair => repair.Part).HasMaxLength(32);
        builder.Property(repair => repair.Source).HasMaxLength(64);
        builder.Property(repair => repair.WhereToTurn).HasMaxLength(Repair.NoteLength);
        builder.Property(repair => repair.Notes).HasMaxLength(Repair.NoteLength);
        builder.Property(repair => repair.Version).IsConcurrencyToken();
        builder.HasIndex(repair => new { repair.Community, repair.ReportKey }).IsUnique().HasFilter("\"ReportKey\" IS NOT NULL");
        builder.HasIndex(repair => new { repair.Community, repair.Source }).IsUnique().HasFilter("\"Source\" <> ''");
        builder.HasIndex(repair => new { repair.Community, repair.State });
        builder.HasIndex(repair => new { repair.Community, repair.CreatedAt });
        builder.HasIndex(repair => new { repair.Community, repair.UpdatedAt });
        builder.HasIndex(repair => repair.State);
    }
}

internal sealed class RepairStepMapping : IEntityTypeConfiguration<RepairStep>
{
    /// <summary>Whose step; the record itself does not say.</summary>
    public const string Repair = "Repair";

    public void Configure(EntityTypeBuilder<RepairStep> builder)
    {
        builder.ToTable("RepairSteps");
        builder.Property<RepairId>(Repair);
        builder.HasKey(Repair, nameof(RepairStep.Number));
        builder.HasOne<Repair>().WithMany().HasForeignKey(Repair);
        builder.Property(step => step.ByName).HasMaxLength(64);
        builder.Property(step => step.Detail).HasMaxLength(Core.Repairs.Repair.NoteLength);
        builder.Property(step => step.Note).HasMaxLength(Core.Repairs.Repair.NoteLength);
        builder.Property(step => step.Photos).HasMaxLength(500).HasConversion(
            photos => string.Join(' ', photos),
            text => (IReadOnlyList<string>)text.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            new ValueComparer<IReadOnlyList<string>>((one, other) => one!.SequenceEqual(other!), photos => photos.Count, photos => photos));
    }
}

internal sealed class RepairReporterMapping : IEntityTypeConfiguration<RepairReporter>
{
    /// <summary>Whose reporter; the record itself does not say.</summary>
    public const string Repair = "Repair";

    public void Configure(EntityTypeBuilder<RepairReporter> builder)
    {
        builder.ToTable("RepairReporters");
        builder.Property<RepairId>(Repair);
        builder.HasKey(Repair, nameof(RepairReporter.Number));
        builder.HasOne<Repair>().WithMany().HasForeignKey(Repair);
        builder.Property(reporter => reporter.Contact).HasMaxLength(Core.Repairs.Repair.LineLength);
        builder.Property(reporter => reporter.Code).HasMaxLength(400);
        builder.Property(reporter => reporter.Comment).HasMaxLength(Core.Repairs.Repair.NoteLength);
        builder.HasIndex(reporter => reporter.Account);
    }
}
