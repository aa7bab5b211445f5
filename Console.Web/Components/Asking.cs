using CommunityConsole.Core.Kernel;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace CommunityConsole.Web.Components;

/// <summary>Opens a dialog that gives a command and stays open, with what was typed into it, until the command was taken.</summary>
public static class Asking
{
    private static readonly DialogOptions Options = new() { Width = "min(36rem, 96vw)", CloseDialogOnOverlayClick = false, CloseDialogOnEsc = true };

    /// <summary>Ends once the desk has taken what the dialog asked for, or the person thought better of it.</summary>
    /// <param name="dialogs">The dialogs of the page.</param>
    /// <param name="title">What is asked.</param>
    /// <param name="send">Gives the command; null when it was taken.</param>
    /// <param name="parameters">What the dialog needs to know.</param>
    /// <typeparam name="TDialog">The dialog, with a parameter <c>Send</c> (<see cref="SendingDialog{TWish}"/>).</typeparam>
    /// <typeparam name="TWish">What it asks for.</typeparam>
    public static async Task AskAsync<TDialog, TWish>(this DialogService dialogs, string title, Func<TWish, Task<Problem?>> send, params (string Name, object? Value)[] parameters)
        where TDialog : ComponentBase => await dialogs.OpenAsync<TDialog>(
            title,
            new Dictionary<string, object?>(parameters.Select(one => KeyValuePair.Create(one.Name, one.Value))) { [nameof(SendingDialog<TWish>.Send)] = send },
            Options);
}
