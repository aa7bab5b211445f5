using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Topics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>A topic's row: whose it is, and how many steps it has. Everything else follows from the steps.</summary>
internal sealed record TopicRow(int Id, string Community, int Version);

/// <summary>A step's row.</summary>
/// <param name="Topic">Whose step.</param>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="ByName">As the person was called then.</param>
/// <param name="Kind">Which move: <see cref="TopicMoveText"/>.</param>
/// <param name="Content">The move, JSON.</param>
internal sealed record TopicStepRow(int Topic, int Number, DateTimeOffset At, StaffId By, string ByName, string Kind, string Content);

internal sealed class TopicMapping : IEntityTypeConfiguration<TopicRow>
{
    public void Configure(EntityTypeBuilder<TopicRow> builder)
    {
        builder.ToTable("Topics").HasKey(topic => topic.Id);
        builder.Property(topic => topic.Id).ValueGeneratedNever();
        builder.Property(topic => topic.Community).HasMaxLength(64);
        builder.Property(topic => topic.Version).IsConcurrencyToken();
    }
}

internal sealed class TopicStepMapping : IEntityTypeConfiguration<TopicStepRow>
{
    public void Configure(EntityTypeBuilder<TopicStepRow> builder)
    {
        builder.ToTable("TopicSteps").HasKey(step => new { step.Topic, step.Number });
        builder.HasOne<TopicRow>().WithMany().HasForeignKey(step => step.Topic);
        builder.Property(step => step.ByName).HasMaxLength(64);
        builder.Property(step => step.Kind).HasMaxLength(32);
    }
}
