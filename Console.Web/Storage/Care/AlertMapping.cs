using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Care;

internal sealed class AlertMapping : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("Alerts").HasKey(alert => alert.Id);
        builder.Ignore(alert => alert.Steps);
        builder.Ignore(alert => alert.Conditions);
        builder.Ignore(alert => alert.Area);
        builder.Ignore(alert => alert.Proposal);
        builder.Ignore(alert => alert.Shelving);
        builder.PrimitiveCollection(alert => alert.Homes);
        builder.Property(alert => alert.Cause).HasMaxLength(64);
        builder.Property(alert => alert.Evidence).HasMaxLength(2000);
        builder.Property(alert => alert.Version).IsConcurrencyToken();

        // The database itself holds one open alert per home, kind and cause, whoever writes.
        builder.HasIndex(alert => new { alert.Home, alert.Kind, alert.Cause }).IsUnique().HasFilter("\"State\" NOT IN ('Resolved', 'False')");
        builder.HasIndex(alert => new { alert.Home, alert.DecidedAt });
        builder.HasIndex(alert => alert.State);
    }
}

internal sealed class AlertStepMapping : IEntityTypeConfiguration<AlertStep>
{
    /// <summary>Whose step; the record itself does not say.</summary>
    public const string Alert = "Alert";

    public void Configure(EntityTypeBuilder<AlertStep> builder)
    {
        builder.ToTable("AlertSteps");
        builder.Property<AlertId>(Alert);
        builder.HasKey(Alert, nameof(AlertStep.Number));
        builder.HasOne<Alert>().WithMany().HasForeignKey(Alert);
        builder.Property(step => step.ByName).HasMaxLength(64);
        builder.Property(step => step.Whom).HasMaxLength(16);
        builder.Property(step => step.WhomWords).HasMaxLength(HomePolicy.NameLength);
        builder.Property(step => step.Detail).HasMaxLength(32);
        builder.Property(step => step.Note).HasMaxLength(AlertDesk.NoteLength);
        builder.Property(step => step.Evidence).HasMaxLength(2000);
    }
}

internal sealed class AlertConditionMapping : IEntityTypeConfiguration<AlertCondition>
{
    /// <summary>The alert that stands for the condition now.</summary>
    public const string Alert = "Alert";

    public void Configure(EntityTypeBuilder<AlertCondition> builder)
    {
        builder.ToTable("AlertConditions").HasKey(condition => condition.Id);
        builder.Property<AlertId>(Alert);
        builder.HasOne<Alert>().WithMany().HasForeignKey(Alert);
    }
}
