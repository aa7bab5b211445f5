using CommunityConsole.Core.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Dispatch;

internal sealed class VisitMapping : IEntityTypeConfiguration<Visit>
{
    /// <summary>The community, taken from the home's id, so that it can be asked for and indexed.</summary>
    public const string Community = nameof(Community);

    public void Configure(EntityTypeBuilder<Visit> builder)
    {
        builder.ToTable("Visits").HasKey(visit => visit.Id);
        builder.Ignore(visit => visit.Steps);
        builder.Property(visit => visit.Subject).HasMaxLength(64);
        builder.Property(visit => visit.Reason).HasMaxLength(DispatchDesk.NoteLength);
        builder.Property(visit => visit.Version).IsConcurrencyToken();
        builder.Property<string>(Community).HasMaxLength(64).HasComputedColumnSql("substr(\"Home\", 1, instr(\"Home\", '/') - 1)", stored: true);
        builder.HasIndex(Community, nameof(Visit.ClockFrom));
        builder.HasIndex(visit => visit.Subject).IsUnique().HasFilter("\"State\" IN ('Asked', 'Approved', 'OnTheWay', 'Arrived')");
        builder.HasIndex(visit => visit.State);
    }
}

internal sealed class VisitStepMapping : IEntityTypeConfiguration<VisitStep>
{
    /// <summary>Whose step; the record itself does not say.</summary>
    public const string Visit = "Visit";

    public void Configure(EntityTypeBuilder<VisitStep> builder)
    {
        builder.ToTable("VisitSteps");
        builder.Property<VisitId>(Visit);
        builder.HasKey(Visit, nameof(VisitStep.Number));
        builder.HasOne<Visit>().WithMany().HasForeignKey(Visit);
        builder.Property(step => step.ByName).HasMaxLength(64);
        builder.Property(step => step.Detail).HasMaxLength(32);
        builder.Property(step => step.Note).HasMaxLength(DispatchDesk.NoteLength);
    }
}
