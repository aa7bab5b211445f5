using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Community;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommunityConsole.Web.Storage.Community;

internal sealed class StaffProfileMapping : IEntityTypeConfiguration<StaffProfile>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Configure(EntityTypeBuilder<StaffProfile> builder)
    {
        builder.ToTable("StaffProfiles").HasKey(profile => profile.Id);
        builder.Property(profile => profile.Community).HasMaxLength(64);
        builder.Property(profile => profile.PostBuilding).HasMaxLength(64);
        builder.Property(profile => profile.Version).IsConcurrencyToken();

        // Read and written with their person, and never asked for alone.
        builder.Property(profile => profile.Languages).HasConversion(List(static word => word, static text => text), Compared<string>());
        builder.Property(profile => profile.Skills).HasConversion(List(static word => word, static text => text), Compared<string>());
        builder.Property(profile => profile.Keys).HasConversion(List(static home => home.ToString(), ReadHome), Compared<HomeId>());
    }

    private static HomeId ReadHome(string text) => text.Split('/') is [var community, var home] ? new HomeId(community, home) : throw new FormatException($"Not a home id: {text}");

    private static ValueConverter<IReadOnlyList<T>, string> List<T>(Func<T, string> write, Func<string, T> read) => new(
        items => JsonSerializer.Serialize(items.Select(write), Readable),
        text => JsonSerializer.Deserialize<List<string>>(text, Readable)!.ConvertAll(item => read(item)));

    private static ValueComparer<IReadOnlyList<T>> Compared<T>() => new(
        (one, other) => ReferenceEquals(one, other) || (one != null && other != null && one.SequenceEqual(other)),
        items => items.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        items => items);
}
