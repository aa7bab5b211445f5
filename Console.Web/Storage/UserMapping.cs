using CommunityConsole.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage;

internal sealed class UserMapping : IEntityTypeConfiguration<ConsoleUser>
{
    public void Configure(EntityTypeBuilder<ConsoleUser> builder)
    {
        builder.Property(user => user.DisplayName).HasMaxLength(64);
        builder.Property(user => user.Community).HasMaxLength(64);
        builder.HasIndex(user => user.Community);
    }
}
