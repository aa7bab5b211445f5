using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.MutualHelp;

/// <summary>Where the station sees who waits for somebody, and arranges it.</summary>
public sealed partial class TimeBoard(HelpReader reader, IHours hours)
{
    private IReadOnlyList<HelpLine> _lines = [];
    private IReadOnlyList<HelpService> _services = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>Which, from the address.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Asked { get; set; }

    /// <summary>The dialogs of the page.</summary>
    [Inject]
    public required HelpDialogs Dialogs { get; set; }

    private HelpGroup Group => Enum.TryParse<HelpGroup>(Asked, out var asked) && Enum.IsDefined(asked) ? asked : HelpGroup.Search;

    private List<HelpLine> Shown => [.. _lines.Where(line => Has(Group, line.View.Request))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _services = await hours.ServicesAsync(Me.Community, Stopped);
        Follow(stop => reader.WatchBoardAsync(Me.Reader, stop), latest => _lines = latest);
    }

    private static bool Has(HelpGroup group, HelpRequest help) => group switch
    {
        HelpGroup.Search => help.State is HelpState.Asked or HelpState.Proposed,
        HelpGroup.Agreed => help.State == HelpState.Agreed,
        HelpGroup.Confirm => help.State is HelpState.Served or HelpState.Filed,
        HelpGroup.Disputed => help.State == HelpState.Disputed,
        _ => help.HasEnded,
    };
}

/// <summary>Which requests the board shows.</summary>
public enum HelpGroup
{
    Search,
    Agreed,
    Confirm,
    Disputed,
    Ended,
}
