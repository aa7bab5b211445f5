using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace CommunityConsole.Web.Pages.Improvements;

/// <summary>Asks what a step of an improvement needs, and gives the command.</summary>
public sealed class ImprovementDialogs(ImprovementDesk desk, DialogService dialogs, IStringLocalizer<ImprovementsText> text)
{
    private static readonly DialogOptions Options = new() { Width = "min(34rem, 96vw)", CloseDialogOnOverlayClick = false };

    /// <summary>Begins one; null where it was begun or the person thought better of it.</summary>
    public async Task<Problem?> OpenAsync(RepairCause cause, string name, CurrentWorker me) =>
        await AskAsync<TermsDialog>("Open", name, []) is ImprovementTerms terms
            ? await DoAsync(me, actor => desk.OpenAsync(cause, terms, actor, CancellationToken.None))
            : null;

    /// <summary>Other terms.</summary>
    public async Task<Problem?> ChangeAsync(Improvement improvement, string name, CurrentWorker me) =>
        await AskAsync<TermsDialog>("Change", name, new() { [nameof(TermsDialog.Before)] = improvement.Terms }) is ImprovementTerms terms
            ? await DoAsync(me, actor => desk.ChangeAsync(improvement.Id, improvement.Version, terms, actor, CancellationToken.None))
            : null;

    /// <summary>Done or dropped.</summary>
    public async Task<Problem?> EndAsync(Improvement improvement, ImprovementState how, string name, CurrentWorker me) =>
        await AskAsync<EndDialog>(how == ImprovementState.Done ? "Finish" : "Drop", name, new() { [nameof(EndDialog.How)] = how, [nameof(EndDialog.Improvement)] = improvement }) is not string words ? null
        : how == ImprovementState.Done ? await DoAsync(me, actor => desk.FinishAsync(improvement.Id, words, actor, CancellationToken.None))
        : await DoAsync(me, actor => desk.DropAsync(improvement.Id, words, actor, CancellationToken.None));

    // No token: a decision once made is finished even if the page closes.
    private static async Task<Problem?> DoAsync(CurrentWorker me, Func<Actor, Task<Result<Improvement>>> command) => (await me.DoAsync(command)).Problem;

    private async Task<object?> AskAsync<TDialog>(string title, string name, Dictionary<string, object?> parameters)
        where TDialog : ComponentBase => await dialogs.OpenAsync<TDialog>($"{text[title]} · {name}", parameters, Options);
}
