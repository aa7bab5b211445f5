using CommunityConsole.Core.Dispatch;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Field;

/// <summary>The visits of the person who goes, for one hand on a phone: leave, arrive, outcome.</summary>
public sealed partial class Field(VisitBoard board)
{
    private readonly Chime _chime = new();
    private IReadOnlyList<Visit> _visits = [];

    /// <summary>The person who goes.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private IEnumerable<Visit> Mine => _visits.Where(visit => visit.IsOpen && visit.Goes(Me.Id));

    // A Critical visit goes with whoever is first.
    private IEnumerable<Visit> Unclaimed => _visits.Where(visit => visit is { State: VisitState.Asked, MayLeaveAtOnce: true } && !visit.Goes(Me.Id));

    // Whoever is near goes along.
    private IEnumerable<Visit> Wanted => _visits.Where(visit => visit is { IsOpen: true, SecondAskedAt: not null, Second: null } && !visit.Goes(Me.Id));

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => board.WatchAsync(Me.Community, stop), Show);

    private void Show(IReadOnlyList<Visit> visits)
    {
        _visits = visits;
        _chime.Hear(
            Mine.Where(visit => visit.State == VisitState.Approved).Concat(Unclaimed).Select(visit => (visit.Id.ToString(), visit.MayLeaveAtOnce))
                .Concat(Wanted.Select(visit => ($"{visit.Id} second", visit.MayLeaveAtOnce))),
            _ => Text["Spoken"]);
    }
}
