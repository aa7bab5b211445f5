using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityConsole.Web.Storage.Consents;

internal sealed class ConsentMapping : IEntityTypeConfiguration<ConsentStatement>
{
    public void Configure(EntityTypeBuilder<ConsentStatement> builder)
    {
        builder.ToTable("Consents").HasKey(statement => new { statement.Home, statement.Number });
        builder.ComplexProperty(statement => statement.Words, words =>
        {
            words.Property(w => w.Name).HasMaxLength(HomePolicy.NameLength);
            words.Property(w => w.Witness).HasMaxLength(HomePolicy.NameLength);
            words.Property(w => w.Note).HasMaxLength(HomePolicy.NoteLength);
        });
    }
}
