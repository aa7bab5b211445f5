using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints.Open311;

/// <summary>Answers of GeoReport v2: one tree, told as XML or as JSON by the ending of the address. In JSON the outermost list stands bare (Spark convention).</summary>
internal static class GeoReply
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What an entry of a list is called in XML.
    private static readonly Dictionary<string, string> Entries = new()
    {
        ["services"] = "service",
        ["service_requests"] = "request",
        ["service_request_updates"] = "request_update",
        ["attributes"] = "attribute",
        ["values"] = "value",
        ["errors"] = "error",
        ["endpoints"] = "endpoint",
        ["formats"] = "format",
    };

    /// <summary>Whether the ending is one of the two formats.</summary>
    public static bool Knows(string format) => format is "json" or "xml";

    /// <summary>The tree in the format asked for.</summary>
    public static IResult Of(string format, string root, JsonNode tree, int status = StatusCodes.Status200OK) => format == "xml"
        ? Results.Text(new XDeclaration("1.0", "utf-8", null) + "\n" + Xml(root, tree).ToString(), "text/xml", Encoding.UTF8, status)
        : Results.Text(tree.ToJsonString(Readable), "application/json", Encoding.UTF8, status);

    /// <summary>An error in the format asked for; XML where the format itself is unknown, since that is the one every client reads.</summary>
    public static IResult Error(string format, int status, Sentence why) => Of(
        Knows(format) ? format : "xml", "errors", new JsonArray(new JsonObject { ["code"] = status, ["description"] = why.ToString() }), status);

    private static XElement Xml(string name, JsonNode? node) => node switch
    {
        JsonArray list => new XElement(name, list.Select(entry => Xml(Entries[name], entry))),
        JsonObject fields => new XElement(name, fields.Select(field => Xml(field.Key, field.Value))),
        null => new XElement(name),
        _ => new XElement(name, Clean(node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString())),
    };

    // XML 1.0 has no place for control characters, however they are written; people paste them.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is >= ' ' and not (0xFFFE or 0xFFFF) or '\n' or '\r' or '\t'));
}
