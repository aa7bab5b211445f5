using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Credentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommunityConsole.Web.Storage.Credentials;

internal sealed class DeviceLoginMapping : IEntityTypeConfiguration<DeviceLogin>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Configure(EntityTypeBuilder<DeviceLogin> builder)
    {
        builder.ToTable("DeviceLogins").HasKey(login => login.UserName);
        builder.Property(login => login.UserName).HasMaxLength(32);
        builder.Property(login => login.Community).HasMaxLength(64);
        builder.Property(login => login.Name).HasMaxLength(64);
        builder.Property(login => login.Version).IsConcurrencyToken();
        builder.HasIndex(login => login.Version).IsUnique();

        // Read and written whole with their login, never asked for alone.
        builder.Property(login => login.Device).HasConversion(Json<LoginDevice?>());
        builder.Property(login => login.Publish).HasConversion(Json<IReadOnlyList<string>>(), ListOf<string>());
        builder.Property(login => login.Subscribe).HasConversion(Json<IReadOnlyList<string>>(), ListOf<string>());
        builder.Property(login => login.Keys).HasConversion(Json<IReadOnlyList<LoginKey>>(), ListOf<LoginKey>());
    }

    private static ValueConverter<T, string> Json<T>() => new(
        value => JsonSerializer.Serialize(value, Readable), text => JsonSerializer.Deserialize<T>(text, Readable)!);

    private static ValueComparer<IReadOnlyList<T>> ListOf<T>() => new(
        (one, other) => ReferenceEquals(one, other) || (one != null && other != null && one.SequenceEqual(other)),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        list => list);
}
