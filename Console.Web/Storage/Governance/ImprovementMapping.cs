using CommunityConsole.Core.Governance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Governance;

internal sealed class ImprovementMapping : IEntityTypeConfiguration<Improvement>
{
    public void Configure(EntityTypeBuilder<Improvement> builder)
    {
        builder.ToTable("Improvements").HasKey(improvement => improvement.Id);
        builder.Ignore(improvement => improvement.Steps).Ignore(improvement => improvement.Cause);
        builder.Property(improvement => improvement.Community).HasMaxLength(64);
        builder.Property(improvement => improvement.Place).HasMaxLength(64);
        builder.Property(improvement => improvement.Outcome).HasMaxLength(ImprovementDesk.TextLength);
        builder.Property(improvement => improvement.Version).IsConcurrencyToken();
        builder.ComplexProperty(improvement => improvement.Terms, TermsMapping.Configure);

        // One at a time for each cause.
        builder.HasIndex(improvement => new { improvement.Community, improvement.Service, improvement.Place, improvement.IsAsset })
            .IsUnique().HasFilter($"\"State\" = '{nameof(ImprovementState.Open)}'");
    }
}

internal sealed class ImprovementStepMapping : IEntityTypeConfiguration<ImprovementStep>
{
    /// <summary>Whose step; the record itself does not say.</summary>
    public const string Improvement = "Improvement";

    public void Configure(EntityTypeBuilder<ImprovementStep> builder)
    {
        builder.ToTable("ImprovementSteps");
        builder.Property<ImprovementId>(Improvement);
        builder.HasKey(Improvement, nameof(ImprovementStep.Number));
        builder.HasOne<Improvement>().WithMany().HasForeignKey(Improvement);
        builder.Property(step => step.ByName).HasMaxLength(64);
        builder.Property(step => step.Note).HasMaxLength(ImprovementDesk.TextLength);
        builder.ComplexProperty(step => step.Terms, TermsMapping.Configure);
    }
}

internal static class TermsMapping
{
    public static void Configure(ComplexPropertyBuilder<ImprovementTerms> builder)
    {
        builder.IsRequired();
        builder.Property(terms => terms.Plan).HasMaxLength(ImprovementDesk.TextLength);
    }
}
