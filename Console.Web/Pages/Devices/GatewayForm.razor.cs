using CommunityConsole.Core.Credentials;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>Makes the login of a gateway, or says anew what one may publish and hear.</summary>
public sealed partial class GatewayForm(CredentialDesk desk, IStringLocalizer<LoginsText> text)
{
    private string _name = "";
    private string _publish = "";
    private string _subscribe = "";
    private IssuedSecret? _issued;
    private string? _refusal;
    private string? _done;

    /// <summary>Who acts.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The login to change; null to make a new one.</summary>
    [Parameter]
    public DeviceLogin? Known { get; set; }

    private IStringLocalizer<LoginsText> Text => text;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Known is { } known)
        {
            (_publish, _subscribe) = (string.Join('\n', known.Publish), string.Join('\n', known.Subscribe));
        }
    }

    private async Task SaveAsync()
    {
        (_issued, _refusal, _done) = (null, null, null);

        // No token: a decision once made is finished even if the page closes.
        if (Known is { } known)
        {
            var changed = await Me.DoAsync(actor => desk.ChangeTopicsAsync(known.UserName, Lines(_publish), Lines(_subscribe), actor, CancellationToken.None));
            _done = changed.Succeeded ? text["TopicsSaved"].Value : null;
            _refusal = changed.Problem?.Message.ToString();
            return;
        }

        var issued = await Me.DoAsync(actor => desk.IssueGatewayAsync(_name, Lines(_publish), Lines(_subscribe), actor, CancellationToken.None));
        _issued = issued.Succeeded ? issued.Value : null;
        _refusal = issued.Problem?.Message.ToString();
        if (issued.Succeeded)
        {
            (_name, _publish, _subscribe) = ("", "", ""); // pressed again it would make a second one
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
