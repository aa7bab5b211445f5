using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>What came of a call, in the worker's words.</summary>
public sealed record ContactAnswer(ContactOutcome Outcome, string Note, string Whom = "");

/// <summary>Whom to phone about a home, what to know there, and the buttons for what came of the call.</summary>
public sealed partial class ContactPlan(HomeDirectory homes, RevealDesk reveal, DialogService dialogs)
{
    private Home? _revealed;
    private string? _refusal;

    /// <summary>Whose contacts.</summary>
    [Parameter]
    [EditorRequired]
    public HomeId Home { get; set; }

    /// <summary>The reader has the alert in hand: outcomes can be written.</summary>
    [Parameter]
    public bool Calling { get; set; }

    /// <summary>How the calls about an alert stand; null on the way to a visit, where the list is enough.</summary>
    [Parameter]
    public ContactWalk? Walk { get; set; }

    /// <summary>A message with a link is to go to that person.</summary>
    [Parameter]
    public EventCallback<string> OnAskFine { get; set; }

    /// <summary>Under this name the note survives a reload.</summary>
    [Parameter]
    [EditorRequired]
    public required string Draft { get; set; }

    /// <summary>An outcome was chosen.</summary>
    [Parameter]
    public EventCallback<ContactAnswer> OnOutcome { get; set; }

    /// <summary>The reader.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private bool MayReveal => HomeRights.Table.Allows(HomeCommand.Reveal, Me.Role);

    private IEnumerable<Callee> Callees => homes.Find(Home) is { } home ? Callee.Of(home) : [];

    private PersonalCard? Card => _revealed is { } full
        ? new PersonalCard(full.Resident.Name, full.Resident.Phone, full.Resident.BirthYear, full.Contacts, full.Notes)
        : homes.Find(Home) is { } home ? PersonalData.Of(home, Me.Role) : null;

    private async Task RevealAsync()
    {
        var reason = reveal.ReasonOfShift(Me.Id) ?? await dialogs.OpenAsync<RevealDialog>(
            Text["RevealTitle"], null, new DialogOptions { Width = "min(28rem, 96vw)", CloseDialogOnOverlayClick = false }) as string;
        if (reason is null)
        {
            return;
        }

        var result = await Me.DoAsync(actor => reveal.RevealAsync(Home, actor, reason, CancellationToken.None));
        _refusal = result.Problem?.Message.ToString();
        _revealed = result.Succeeded ? result.Value : null;
    }
}
