using CommunityConsole.Core.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace CommunityConsole.Web.Components;

/// <summary>A dialog that stays open, with all that was typed into it, until the desk has taken what it asks for: a refusal is said where it can be mended.</summary>
/// <typeparam name="TWish">What it asks for.</typeparam>
public abstract class SendingDialog<TWish> : ComponentBase
{
    /// <summary>Gives the command; null when it was taken.</summary>
    [Parameter]
    [EditorRequired]
    public required Func<TWish, Task<Problem?>> Send { get; set; }

    /// <summary>The dialogs of the page; the newest is this one.</summary>
    [Inject]
    protected DialogService Dialogs { get; set; } = null!;

    /// <summary>The browser, which keeps the drafts.</summary>
    [Inject]
    protected IJSRuntime Js { get; set; } = null!;

    /// <summary>Why it was not taken; null before it was sent.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>It is on its way: a second press sends nothing.</summary>
    protected bool Sending { get; private set; }

    /// <summary>The names under which the browser keeps what was typed: forgotten once the desk has taken it, and not before.</summary>
    protected abstract IEnumerable<string> Kept { get; }

    /// <summary>Sends it, and closes when it was taken.</summary>
    protected async Task SendAsync(TWish wish)
    {
        if (Sending)
        {
            return;
        }

        (Sending, Refusal) = (true, null);
        try
        {
            if (await Send(wish) is { } refused)
            {
                Refusal = refused.Message.ToString();
                return;
            }
        }
        finally
        {
            Sending = false;
        }

        await Drafts.ForgetAsync(Js, [.. Kept]);
        Dialogs.Close(true);
    }
}
