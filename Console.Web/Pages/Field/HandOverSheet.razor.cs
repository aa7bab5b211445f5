using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Care;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Field;

/// <summary>The facts to read out to 120 or 110. Names and numbers stand in full, so opening it is on the audit log.</summary>
public sealed partial class HandOverSheet(HomeDirectory homes, RevealDesk reveal, AlertDesk alerts, EstateCalendar calendar, TimeProvider time)
{
    private const string Reason = "移交 120 / 110 时读出";
    private HandOverFacts? _facts;
    private string? _refusal;
    private bool _busy;

    /// <summary>Which visit.</summary>
    [Parameter]
    [EditorRequired]
    public required Visit Visit { get; set; }

    /// <summary>Who reads it out.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    // What happens meanwhile belongs on the sheet too.
    private HandOverFacts? Facts => _facts is { } facts ? facts with { Visit = Visit } : null;

    private async Task OpenAsync()
    {
        _busy = true;
        try
        {
            var home = await Me.DoAsync(actor => reveal.RevealOnceAsync(Visit.Home, actor, Reason, CancellationToken.None));
            _refusal = home.Problem?.Message.ToString();
            if (home.Succeeded)
            {
                var alert = VisitSubject.AlertOf(Visit) is { } id ? await Me.DoAsync(actor => alerts.FindAsync(id, actor, CancellationToken.None)) : default;
                _facts = new HandOverFacts(home.Value, homes.BuildingOf(Visit.Home), alert is { Problem: null } found ? found.Value : null, Visit, Me.Name, calendar, time.GetUtcNow());
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
