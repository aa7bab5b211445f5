using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Community;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommunityConsole.Web.Storage.Community;

internal sealed class HomeMapping : IEntityTypeConfiguration<Home>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Configure(EntityTypeBuilder<Home> builder)
    {
        builder.ToTable("Homes").HasKey(home => home.Id);
        builder.Property(home => home.Version).IsConcurrencyToken();
        builder.ComplexProperty(home => home.Address, address =>
        {
            address.Property(a => a.Building).HasMaxLength(64);
            address.Property(a => a.BuildingName).HasMaxLength(Address.MaximumLength);
            address.Property(a => a.Unit).HasMaxLength(32);
            address.Property(a => a.Room).HasMaxLength(64);
        });
        builder.ComplexProperty(home => home.Resident, resident =>
        {
            resident.Property(r => r.Name).HasMaxLength(HomePolicy.NameLength);
            resident.Property(r => r.Phone).HasMaxLength(HomePolicy.PhoneLength);
        });
        builder.ComplexProperty(home => home.Notes);
        builder.ComplexProperty(home => home.Presence);

        // Contacts are read and written with their home and never asked for alone.
        builder.Property(home => home.Contacts).HasConversion(
            new ValueConverter<IReadOnlyList<Contact>, string>(
                contacts => JsonSerializer.Serialize(contacts, Readable),
                text => Read(text)),
            new ValueComparer<IReadOnlyList<Contact>>(
                (one, other) => ReferenceEquals(one, other) || (one != null && other != null && one.SequenceEqual(other)),
                contacts => contacts.Aggregate(0, (hash, contact) => HashCode.Combine(hash, contact)),
                contacts => contacts));
    }

    // Rows written before contacts had ids: the place on the list stands in, and stays with the next write.
    private static IReadOnlyList<Contact> Read(string text) =>
        [.. JsonSerializer.Deserialize<List<Contact>>(text, Readable)!.Select((contact, place) => contact.Id.Length > 0 ? contact : contact with { Id = $"p{place + 1}" })];
}

internal sealed class BuildingMapping : IEntityTypeConfiguration<Building>
{
    public void Configure(EntityTypeBuilder<Building> builder)
    {
        builder.ToTable("Buildings").HasKey(building => new { building.Community, building.Id });
        builder.Property(building => building.Community).HasMaxLength(64);
        builder.Property(building => building.Id).HasMaxLength(64);
        builder.Property(building => building.Name).HasMaxLength(Address.MaximumLength);
        builder.Property(building => building.Landmark).HasMaxLength(Address.MaximumLength);
    }
}

internal sealed class GridCellMapping : IEntityTypeConfiguration<GridCell>
{
    public void Configure(EntityTypeBuilder<GridCell> builder)
    {
        builder.ToTable("GridCells").HasKey(cell => cell.Id);
        builder.Property(cell => cell.Name).HasMaxLength(64);
    }
}
