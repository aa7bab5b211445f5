using CommunityConsole.Core.Community;
using CommunityConsole.Core.MutualHelp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.MutualHelp;

/// <summary>A request's row. All of it stands in memory too, so the table is asked for nothing but whole requests.</summary>
/// <param name="Id">Which.</param>
/// <param name="Community">Whose.</param>
/// <param name="State">How far it has come; for whoever looks into the file.</param>
/// <param name="Version">How many steps it has.</param>
/// <param name="Content">The request, JSON.</param>
internal sealed record HelpRow(Guid Id, string Community, HelpState State, int Version, string Content);

/// <summary>An offer's row.</summary>
internal sealed record OfferRow(StaffId Helper, string Community, int Version, string Content);

internal sealed class HelpRowMapping : IEntityTypeConfiguration<HelpRow>
{
    public void Configure(EntityTypeBuilder<HelpRow> builder)
    {
        builder.ToTable("HelpRequests").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Community).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}

internal sealed class OfferRowMapping : IEntityTypeConfiguration<OfferRow>
{
    public void Configure(EntityTypeBuilder<OfferRow> builder)
    {
        builder.ToTable("HelpOffers").HasKey(row => row.Helper);
        builder.Property(row => row.Community).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
