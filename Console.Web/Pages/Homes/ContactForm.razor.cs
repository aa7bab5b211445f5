using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>Edits whom to phone about a home: number, hours, language, order. Refused where somebody else was faster.</summary>
public sealed partial class ContactForm(HomeDesk desk)
{
    private List<ContactLine> _lines = [];
    private string _phone = "";
    private bool _phoneChecked;
    private string? _refusal;

    /// <summary>Who edits.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The home, in full.</summary>
    [Parameter, EditorRequired]
    public required Home Home { get; set; }

    /// <summary>The home as stored.</summary>
    [Parameter]
    public EventCallback<Home> OnSaved { get; set; }

    /// <summary>Nothing is to be changed.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _phone = Home.Resident.Phone;
        _lines = [.. Home.Contacts.Select(contact => new ContactLine(contact))];
    }

    private void Up(int place) => (_lines[place - 1], _lines[place]) = (_lines[place], _lines[place - 1]);

    private async Task SaveAsync()
    {
        if (_lines.Exists(line => line.From is null != line.Until is null))
        {
            _refusal = Text["ContactHoursBoth"];
            return;
        }

        var edited = Home with
        {
            Resident = Home.Resident with { Phone = _phone.Trim(), WrongNumberAt = _phoneChecked ? null : Home.Resident.WrongNumberAt },
            Contacts = [.. _lines.Select(line => line.Contact)],
        };
        var result = await Me.DoAsync(actor => desk.ChangeAsync(edited, actor, CancellationToken.None));
        _refusal = result.Problem?.Message.ToString();
        if (result.Succeeded)
        {
            await OnSaved.InvokeAsync(result.Value);
        }
    }
}

/// <summary>A contact under the hands of somebody who edits it.</summary>
internal sealed class ContactLine
{
    private readonly string _id = "";

    public ContactLine()
    {
    }

    public ContactLine(Contact contact)
    {
        _id = contact.Id;
        (Kind, Name, Phone, Relation, Language) = (contact.Kind, contact.Name, contact.Phone, contact.Relation, contact.Language);
        (From, Until, WrongNumberAt) = (contact.Hours?.From, contact.Hours?.Until, contact.WrongNumberAt);
    }

    public ContactKind Kind { get; set; }

    public string Name { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Relation { get; set; } = "";

    public string Language { get; set; } = "";

    public TimeOnly? From { get; set; }

    public TimeOnly? Until { get; set; }

    public bool Checked { get; set; }

    public DateTimeOffset? WrongNumberAt { get; }

    /// <summary>As it is to be stored.</summary>
    public Contact Contact => new(Kind, Name.Trim(), Phone.Trim(), Relation.Trim())
    {
        Id = _id,
        Language = Language.Trim(),
        Hours = From is { } from && Until is { } until ? new ContactHours(from, until) : null,
        WrongNumberAt = Checked ? null : WrongNumberAt,
    };
}
