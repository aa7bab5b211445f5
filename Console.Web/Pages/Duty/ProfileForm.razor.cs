using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Duty;

/// <summary>What somebody speaks, has learned, where the person works and to which homes there is a key.</summary>
public sealed partial class ProfileForm(ProfileDesk desk)
{
    private string _languages = "";
    private string _skills = "";
    private string _cell = "";
    private string _building = "";
    private List<HomeId> _keys = [];
    private int _version;
    private bool _busy;
    private string? _refusal;

    /// <summary>Of whom.</summary>
    [Parameter, EditorRequired]
    public required StaffMember Member { get; set; }

    /// <summary>As it was when the form was opened.</summary>
    [Parameter, EditorRequired]
    public required StaffProfile Profile { get; set; }

    /// <summary>Saved or given up.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    /// <summary>Where cells, buildings and homes are found.</summary>
    [Inject]
    public required HomeDirectory Homes { get; set; }

    /// <summary>Who writes.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        (_languages, _skills) = (string.Join('、', Profile.Languages), string.Join('、', Profile.Skills));
        (_cell, _building, _version) = (Profile.PostCell?.Cell ?? "", Profile.PostBuilding, Profile.Version);
        _keys = [.. Profile.Keys];
    }

    private void AddKey(ChangeEventArgs change)
    {
        if (change.Value is string { Length: > 0 } home)
        {
            _keys.Add(new HomeId(Member.Community, home));
        }
    }

    private async Task SaveAsync()
    {
        var wanted = new StaffProfile(Member.Id, Member.Community)
        {
            Languages = ProfilePolicy.Tags(_languages),
            Skills = ProfilePolicy.Tags(_skills),
            PostCell = _cell.Length == 0 ? null : new GridCellId(Member.Community, _cell),
            PostBuilding = _building,
            Keys = [.. _keys],
            Version = _version,
        };
        _busy = true;
        try
        {
            var result = await Me.DoAsync(actor => desk.WriteAsync(wanted, actor, CancellationToken.None));
            _refusal = result.Problem?.Message.ToString();
            if (result.Succeeded)
            {
                await OnDone.InvokeAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
