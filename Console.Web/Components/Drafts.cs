using Microsoft.JSInterop;

namespace CommunityConsole.Web.Components;

/// <summary>What was typed and not sent is kept by the browser (js/drafts.js); once sent it is forgotten.</summary>
internal static class Drafts
{
    /// <summary>Forgets a draft; a browser that is away forgets nothing and nobody waits for it.</summary>
    public static async ValueTask ForgetAsync(IJSRuntime js, string name)
    {
        try
        {
            await js.InvokeVoidAsync("consoleDrafts.forget", TimeSpan.FromSeconds(2), name);
        }
        catch (Exception away) when (away is JSDisconnectedException or OperationCanceledException)
        {
            // The draft shows again after a reload; sending it twice is refused by nobody and harms nobody.
        }
    }
}
