using CommunityConsole.Core.Repairs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Repairs;

internal sealed class AssetMapping : IEntityTypeConfiguration<Asset>
{
    public void Configure(EntityTypeBuilder<Asset> builder)
    {
        builder.ToTable("Assets").HasKey(asset => new { asset.Community, asset.Code });
        builder.Property(asset => asset.Community).HasMaxLength(64);
        builder.Property(asset => asset.Code).HasMaxLength(AssetCodes.Longest);
        builder.Property(asset => asset.Name).HasMaxLength(Asset.NameLength);
        builder.Property(asset => asset.Building).HasMaxLength(64);
        builder.Property(asset => asset.Place).HasMaxLength(Asset.PlaceLength);
        builder.Property(asset => asset.Version).IsConcurrencyToken();
    }
}
