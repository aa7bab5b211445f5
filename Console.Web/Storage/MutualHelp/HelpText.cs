using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CommunityConsole.Core.MutualHelp;

namespace CommunityConsole.Web.Storage.MutualHelp;

/// <summary>Requests and offers as JSON and back. A field or a word that is not known is a fault, not a gap.</summary>
internal static class HelpText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // Chinese stays readable in the file; it is never put into a page unescaped
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static HelpRow RowOf(HelpRequest help) => new(help.Id.Value, help.Community, help.State, help.Version, JsonSerializer.Serialize(help, Options));

    public static OfferRow RowOf(HelpOffer offer) => new(offer.Helper, offer.Community, offer.Version, JsonSerializer.Serialize(offer, Options));

    public static HelpRequest Read(HelpRow row) => Read<HelpRequest>(row.Content);

    public static HelpOffer Read(OfferRow row) => Read<HelpOffer>(row.Content);

    private static T Read<T>(string content) => JsonSerializer.Deserialize<T>(content, Options) ?? throw new FormatException("Nothing stands in the row.");
}
