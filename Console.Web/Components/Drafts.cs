using Microsoft.JSInterop;

namespace CommunityConsole.Web.Components;

/// <summary>What was typed and not sent is kept by the browser (js/drafts.js); once sent it is forgotten.</summary>
internal static class Drafts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Forgets drafts; a browser that is away forgets nothing and nobody waits for it.</summary>
    public static async ValueTask ForgetAsync(IJSRuntime js, params string[] names)
    {
        try
        {
            await js.InvokeVoidAsync("consoleDrafts.forget", Patience, [.. names]);
        }
        catch (Exception away) when (away is JSDisconnectedException or OperationCanceledException)
        {
            // The draft shows again after a reload; sending it twice is refused by nobody and harms nobody.
        }
    }

    /// <summary>Keeps what stands in no field of its own: ticks, a number of rows.</summary>
    public static async ValueTask KeepAsync(IJSRuntime js, string name, string text)
    {
        try
        {
            await js.InvokeVoidAsync("consoleDrafts.keep", Patience, name, text);
        }
        catch (Exception away) when (away is JSDisconnectedException or OperationCanceledException)
        {
            // It is kept with the next one.
        }
    }

    /// <summary>What was kept under the name; empty when nothing was, or the browser is away.</summary>
    public static async ValueTask<string> ReadAsync(IJSRuntime js, string name)
    {
        try
        {
            return await js.InvokeAsync<string?>("consoleDrafts.read", Patience, name) ?? "";
        }
        catch (Exception away) when (away is JSDisconnectedException or OperationCanceledException)
        {
            return "";
        }
    }
}
