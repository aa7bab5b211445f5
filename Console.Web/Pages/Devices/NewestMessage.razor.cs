using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>The newest raw message of a device, when somebody asks for it: a look at a lock's is logged.</summary>
public sealed partial class NewestMessage(DeviceMessageDesk desk, IStringLocalizer<DevicesText> text)
{
    private Device? _seen;
    private string? _refusal;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The device.</summary>
    [Parameter, EditorRequired]
    public required Device Device { get; set; }

    private IStringLocalizer<DevicesText> Text => text;

    private async Task LookAsync()
    {
        var result = await Me.DoAsync(actor => desk.LookAsync(Device.Id, actor, CancellationToken.None));
        _seen = result.Succeeded ? result.Value : null;
        _refusal = result.Problem?.Message.ToString();
    }
}
