using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace CommunityConsole.Web.Pages.Improvements;

/// <summary>Asks what a step of an improvement needs, and gives the command; each dialog stays open until the desk has taken it, or the person thinks better of it.</summary>
public sealed class ImprovementDialogs(ImprovementDesk desk, DialogService dialogs, IStringLocalizer<ImprovementsText> text)
{
    /// <summary>Begins one.</summary>
    public Task OpenAsync(RepairCause cause, string name, CurrentWorker me) => AskAsync<TermsDialog, ImprovementTerms>(
        "Open", name, me, (terms, actor) => desk.OpenAsync(cause, terms, actor, CancellationToken.None), (nameof(TermsDialog.Draft), $"improvement-{cause}"));

    /// <summary>Other terms.</summary>
    public Task ChangeAsync(Improvement improvement, string name, CurrentWorker me) => AskAsync<TermsDialog, ImprovementTerms>(
        "Change",
        name,
        me,
        (terms, actor) => desk.ChangeAsync(improvement.Id, improvement.Version, terms, actor, CancellationToken.None),
        (nameof(TermsDialog.Before), improvement.Terms),
        (nameof(TermsDialog.Draft), FormattableString.Invariant($"improvement-{improvement.Id}-{improvement.Version}")));

    /// <summary>Done or dropped.</summary>
    public Task EndAsync(Improvement improvement, ImprovementState how, string name, CurrentWorker me) => AskAsync<EndDialog, string>(
        how == ImprovementState.Done ? "Finish" : "Drop",
        name,
        me,
        (words, actor) => how == ImprovementState.Done
            ? desk.FinishAsync(improvement.Id, words, actor, CancellationToken.None)
            : desk.DropAsync(improvement.Id, words, actor, CancellationToken.None),
        (nameof(EndDialog.How), how),
        (nameof(EndDialog.Improvement), improvement));

    // No token: a decision once made is finished even if the page closes.
    private Task AskAsync<TDialog, TWish>(string title, string name, CurrentWorker me, Func<TWish, Actor, Task<Result<Improvement>>> command, params (string Name, object? Value)[] parameters)
        where TDialog : ComponentBase => dialogs.AskAsync<TDialog, TWish>($"{text[title]} · {name}", async wish => (await me.DoAsync(actor => command(wish, actor))).Problem, parameters);
}
