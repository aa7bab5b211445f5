using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>All devices of the community, live: what is wrong, when each was last heard, and where it belongs.</summary>
public sealed partial class Devices(
    DeviceRegistry registry, HomeDirectory homes, ConsentBook consents, NavigationManager navigation, TimeProvider time, IStringLocalizer<DevicesText> text) : LiveComponent
{
    private const string NewDevice = "new";

    /// <summary>Silence grows without a message: the troubles are looked at again this often.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private IReadOnlyList<DeviceLine> _lines = [];
    private List<DeviceLine> _shown = [];
    private IReadOnlyList<Home> _homes = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "dialect")]
    private string? Dialect { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    private string? Order { get; set; }

    [SupplyParameterFromQuery(Name = "device")]
    private string? Chosen { get; set; }

    private IStringLocalizer<DevicesText> Text => text;

    private bool MayAssign => Me.Role == Role.Administrator;

    private string Csv => navigation.GetUriWithQueryParameters("/devices.csv", new Dictionary<string, object?>
    {
        ["search"] = Search,
        ["state"] = State,
        ["kind"] = Kind,
        ["dialect"] = Dialect,
        ["order"] = Order,
    });

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(stop => registry.WatchAsync(Me.Community, stop), Take);
        Follow(stop => Ticks.EveryAsync(Again, time, stop), _ => Take(registry.Of(Me.Community)));
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Choose();

    private void Take(IReadOnlyList<Device> devices)
    {
        _homes = homes.Homes(Me.Community);
        _lines = DeviceLines.Of(devices, homes, consents, time.GetUtcNow());
        Choose();
    }

    private void Choose() => _shown = new DeviceQuery(Search, State, Kind, Order, Dialect).Apply(_lines);

    private string Address(params (string Name, string? Value)[] changes) =>
        navigation.GetUriWithQueryParameters(changes.ToDictionary(change => change.Name, change => (object?)change.Value));

    // Replaces the entry of the history: "back" leaves the page instead of undoing one letter.
    private void Go(string filter, string? value) =>
        navigation.NavigateTo(Address((filter.ToLowerInvariant(), string.IsNullOrWhiteSpace(value) ? null : value)), replace: true);
}
