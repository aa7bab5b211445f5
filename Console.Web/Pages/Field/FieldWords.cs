using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Field;

/// <summary>The sentences that <c>js/field.js</c> says by itself: it has no server to ask while the link is away.</summary>
internal static class FieldWords
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Names = ["waiting", "signedOut", "refused", "note", "understood", "unsent", "late", "elsewhere", "choose", "otherNote", "seen", "far", "noPosition", "noBuilding", "proof", "code", "photo", "photoWaits", "photoUnread", "photoNotKept", "photoGone"];

    /// <summary>All of them as JSON, for an attribute of the page.</summary>
    public static string Of(IStringLocalizer<FieldText> text) => JsonSerializer.Serialize(
        Names.ToDictionary(name => name, name => text["Say_" + name].Value).Append(new("title", text["Title"].Value)).ToDictionary(), Readable);
}
