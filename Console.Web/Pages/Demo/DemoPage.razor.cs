using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Demo;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Pages.Demo;

/// <summary>Makes things happen in the made-up community and says what will be seen where.</summary>
public sealed partial class DemoPage(
    DemoIncidents incidents, HomeDirectory homes, IOptions<DemoOptions> options, TimeProvider time, IStringLocalizer<DemoText> text) : LiveComponent
{
    private IReadOnlyList<DemoIncident> _happened = [];
    private string? _refusal;

    /// <summary>Who looks: things happen in, and are told of, this person's community only.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private IStringLocalizer<DemoText> Text => text;

    private IOptions<DemoOptions> Options => options;

    private double Speed => time is DemoTime demo ? demo.Speed : 1;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(stop => incidents.WatchAsync(Me.Community, stop), latest => _happened = latest);

        // The community is made while the first pages are already open.
        Follow(stop => Ticks.EveryAsync(TimeSpan.FromSeconds(2), time, stop), _ => { });
    }

    private void Trigger(DemoIncidentKind kind) => _refusal = incidents.Trigger(kind, Me.Community).Problem?.Message.ToString();

    private string AddressOf(HomeId home) => homes.Find(home)?.Address.Text.ToString() ?? home.Home;

    private static string IconOf(DemoIncidentKind kind) => kind switch
    {
        DemoIncidentKind.Sos => "bell",
        DemoIncidentKind.Collapse => "critical",
        DemoIncidentKind.LeakingTap => "device",
        DemoIncidentKind.FlatBattery => "attention",
        DemoIncidentKind.SilentDevice => "link-off",
        _ => "person",
    };
}
