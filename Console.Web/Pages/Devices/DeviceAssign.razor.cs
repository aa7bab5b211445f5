using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>Enters a device of a foreign dialect, or moves one to another home.</summary>
public sealed partial class DeviceAssign(DeviceDesk desk, TimeProvider time, IStringLocalizer<DevicesText> text)
{
    private readonly string _list = $"homes-{Guid.NewGuid():N}";
    private string _dialect = Dialects.Own;
    private string _wireName = "";
    private string _home = "";
    private string _name = "";
    private DeviceKind _kind = DeviceKind.Power;
    private string? _refusal;
    private string? _done;

    /// <summary>Who assigns.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The device to move; null to enter a new one.</summary>
    [Parameter]
    public Device? Known { get; set; }

    /// <summary>The homes to choose from.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Home> Homes { get; set; }

    private IStringLocalizer<DevicesText> Text => text;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Known is { } known)
        {
            (_dialect, _wireName, _name, _kind) = (known.Dialect, known.WireName, known.Id.Name, known.Kind);
        }
    }

    private async Task SaveAsync()
    {
        (_refusal, _done) = (null, null);
        if (Homes.FirstOrDefault(home => home.Id.Home == _home.Trim()) is not { } home)
        {
            _refusal = text["NoHome", _home];
            return;
        }

        var id = new DeviceId(home.Id, _name.Trim());
        var wanted = Known is { } known
            ? known with { Id = id, Kind = _kind }
            : new Device(id, _kind, _dialect, _dialect == Dialects.Own ? id.Name : _wireName.Trim(), time.GetUtcNow());

        // No token: a decision once made is finished even if the page closes.
        var result = await Me.DoAsync(actor => desk.AssignAsync(wanted, actor, CancellationToken.None));
        if (result.Succeeded)
        {
            _done = text["Saved", wanted.WireName, home.Address.Text];
        }
        else
        {
            _refusal = result.Problem.Message.ToString();
        }
    }
}
