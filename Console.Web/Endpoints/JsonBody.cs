using System.Text.Json;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints;

/// <summary>Reads the body of a call of <c>/api</c>; what cannot be read is answered in our words, not the framework's.</summary>
internal static class JsonBody
{
    /// <summary>What to say when there is none.</summary>
    public static Sentence NotJson { get; } = new("请求内容不是有效的 JSON。", "The request is not valid JSON.");

    /// <summary>The body, null when it is not such JSON, and its text.</summary>
    public static async Task<(T? Body, string Text)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            return (context.Request.HasJsonContentType() ? JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web) : null, text);
        }
        catch (JsonException)
        {
            return (null, text);
        }
    }
}
