using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>What the watch has found wrong with one device and nobody has closed yet, live.</summary>
public sealed partial class DeviceFaults(AlertBoard board, IStringLocalizer<DevicesText> text) : LiveComponent
{
    private IReadOnlyList<Alert> _all = [];
    private IReadOnlyList<Alert> _open = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The device.</summary>
    [Parameter, EditorRequired]
    public required Device Device { get; set; }

    private IStringLocalizer<DevicesText> Text => text;

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => board.WatchAsync(Me.Community, stop), latest =>
    {
        _all = latest;
        Choose();
    });

    /// <inheritdoc />
    protected override void OnParametersSet() => Choose();

    // A fault's cause is the device's name and the fault, as in "w1:battery".
    private void Choose() => _open =
    [
        .. _all.Where(alert => alert.Kind == AnomalyKind.DeviceFault && alert.Home == Device.Id.Home
            && alert.Cause.StartsWith(Device.Id.Name + ":", StringComparison.Ordinal)),
    ];
}
