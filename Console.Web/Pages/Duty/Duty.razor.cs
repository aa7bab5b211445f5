using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Duty;

/// <summary>Who is on duty now and later, and what one shift leaves to the next.</summary>
public sealed partial class Duty(
    DutyRoster roster, DutyDesk desk, StaffDirectory staff, StaffProfiles profiles, NavigationManager navigation, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private IReadOnlyList<Shift> _shifts = [];
    private DateTimeOffset _now;
    private string? _refusal;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The shift being changed: its id, or <c>new</c>.</summary>
    [SupplyParameterFromQuery(Name = "shift")]
    public string? Chosen { get; set; }

    /// <summary>The person whose facts are being changed: the account.</summary>
    [SupplyParameterFromQuery(Name = "person")]
    public string? ChosenPerson { get; set; }

    private bool Answers => ProfileRights.Table.Allows(ProfileCommand.Write, Me.Role);

    private StaffMember? Person => Answers ? staff.Goers(Me.Community).FirstOrDefault(member => member.Id.Value == ChosenPerson) : null;

    private Shift? Current => _shifts.FirstOrDefault(shift => shift.Covers(_now));

    private Shift? Before => _shifts.LastOrDefault(shift => shift.Until <= _now);

    private Shift? Editing => Guid.TryParse(Chosen, out var id) ? _shifts.FirstOrDefault(shift => shift.Id.Value == id) : null;

    private bool Plans => DutyRights.Plans(Me.Role, Me.Id, Current);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(stop => roster.WatchAsync(Me.Community, stop), shifts => _shifts = shifts);
        Follow(stop => profiles.WatchAsync(stop), static _ => { });
        Follow(stop => Ticks.EveryAsync(Again, time, stop), now => _now = now);
    }

    private async Task RemoveAsync(Shift shift) =>
        _refusal = (await Me.DoAsync(actor => desk.RemoveAsync(shift.Id, actor, CancellationToken.None))).Problem?.Message.ToString();

    private StaffProfile? ProfileOf(StaffMember member) => Answers ? profiles.Of(member) : null;

    private void Close() => navigation.NavigateTo("/duty", replace: true);
}
