using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>Who lives here and whom to phone; masked until somebody gives a reason, which is kept on the audit log.</summary>
public sealed partial class ResidentCard(RevealDesk desk, IStringLocalizer<HomesText> text)
{
    private PersonalCard _card = null!;
    private Home? _revealed;
    private bool _asking;
    private bool _editing;
    private string _reason = "";
    private string? _refusal;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The home.</summary>
    [Parameter, EditorRequired]
    public required Home Home { get; set; }

    /// <summary>The moment of the page.</summary>
    [Parameter]
    public DateTimeOffset Now { get; set; }

    private IStringLocalizer<HomesText> Text => text;

    private bool MayReveal => HomeRights.Table.Allows(HomeCommand.Reveal, Me.Role);

    private string Name => _revealed?.Resident.Name ?? _card.Name;

    private string Phone => _revealed?.Resident.Phone ?? _card.Phone;

    private IReadOnlyList<Contact> Contacts => _revealed?.Contacts ?? _card.Contacts;

    private IEnumerable<(string Key, string Note)> Notes =>
        new[] { ("KeyHolder", _card.Notes.KeyHolder), ("Dialect", _card.Notes.Dialect), ("Hospital", _card.Notes.Hospital), ("OtherNote", _card.Notes.Other) }
            .Where(note => note.Item2.Length > 0);

    /// <inheritdoc />
    protected override void OnParametersSet() => _card = PersonalData.Of(Home, Me.Role);

    // Asked once a shift: a second home at three in the morning must not cost another sentence.
    private async Task AskAsync()
    {
        if (desk.ReasonOfShift(Me.Id) is { } reason)
        {
            await RevealAsync(reason);
        }
        else
        {
            _asking = true;
        }
    }

    private async Task RevealAsync(string reason)
    {
        var result = await Me.DoAsync(actor => desk.RevealAsync(Home.Id, actor, reason, CancellationToken.None));
        (_revealed, _refusal) = result.Succeeded ? (result.Value, null) : ((Home?)null, result.Problem.Message.ToString());
        _asking = !result.Succeeded;
    }

    private void Hide() => (_revealed, _asking, _editing) = (null, false, false);

    private void Saved(Home home) => (_revealed, _editing) = (home, false);

    // A masked number cannot be dialled.
    private RenderFragment? CallLink(string phone) => _revealed is null || phone.Length == 0 ? null : builder =>
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "class", "button");
        builder.AddAttribute(2, "href", "tel:" + string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+')));
        builder.AddContent(3, text["Call"].Value);
        builder.CloseElement();
    };
}
