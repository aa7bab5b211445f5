using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>All homes of the community, live, searchable; the filter stands in the address.</summary>
public sealed partial class Homes(
    HomeDirectory homes, WatchKeeper keeper, AlertBoard alerts, ConsentBook consents, NavigationManager navigation, TimeProvider time, IStringLocalizer<HomesText> text) : LiveComponent
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private IReadOnlyList<HomeLine> _lines = [];
    private List<HomeLine> _shown = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    private IStringLocalizer<HomesText> Text => text;

    private string Csv => navigation.GetUriWithQueryParameters("/homes.csv", new Dictionary<string, object?> { ["search"] = Search, ["state"] = State });

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => Ticks.EveryAsync(Again, time, stop), Take);

    /// <inheritdoc />
    protected override void OnParametersSet() => Choose();

    private void Take(DateTimeOffset now)
    {
        _lines = HomeLine.Of(Me.Community, Me.Role, homes, keeper, alerts, consents, now);
        Choose();
    }

    private void Choose() => _shown = new HomeQuery(Search, State).Apply(_lines);

    private string Address(string name, string? value) => navigation.GetUriWithQueryParameter(name, value);

    // Replaces the entry of the history: "back" leaves the page instead of undoing one letter.
    private void Seek(string? words) => navigation.NavigateTo(Address("search", words), replace: true);
}
