using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Assets;

/// <summary>Adds a thing, changes what is known of it, or says that it is gone.</summary>
public sealed partial class AssetForm(AssetDesk desk, AssetDirectory assets)
{
    private string _service = "";
    private string _name = "";
    private string _code = "";
    private SiteKind _site = SiteKind.Estate;
    private string _building = "";
    private string _place = "";
    private double? _latitude;
    private double? _longitude;
    private string _proposed = "";
    private bool _retiring;
    private bool _busy;
    private string? _refusal;
    private Asset? _seen;
    private ElementReference _heading;

    /// <summary>As it was when the form was opened; null for a new one.</summary>
    [Parameter]
    public Asset? Asset { get; set; }

    /// <summary>Saved, with what was; or given up, with null.</summary>
    [Parameter]
    public EventCallback<Asset?> OnDone { get; set; }

    /// <summary>Where buildings are found.</summary>
    [Inject]
    public required HomeDirectory Homes { get; set; }

    /// <summary>Who writes.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        // The list goes on living beneath: what is saved is compared with what was looked at, not with what came since.
        if ((_seen = Asset) is { } seen)
        {
            (_service, _name, _code, _site) = (seen.Service.Value, seen.Name, seen.Code, seen.Site);
            (_building, _place, _latitude, _longitude) = (seen.Building, seen.Place, seen.Latitude, seen.Longitude);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // It opens above a list that may be scrolled far down.
        if (firstRender)
        {
            await _heading.FocusAsync();
        }
    }

    private void ChooseService(string? chosen)
    {
        var service = _service = chosen ?? "";
        if (Asset is null && service.Length > 0 && _code == _proposed)
        {
            _code = _proposed = AssetCodes.Next(new ServiceCode(service), assets.All(Me.Community).Select(asset => asset.Code));
        }
    }

    private Task SaveAsync()
    {
        var wanted = new Asset(Me.Community, _seen?.Code ?? AssetCodes.Read(_code))
        {
            Name = _name,
            Service = new ServiceCode(_service),
            Site = _site,
            Building = _building,
            Place = _place,
            Latitude = _latitude,
            Longitude = _longitude,
            Version = _seen?.Version ?? 0,
        };
        return DoAsync(actor => _seen is null ? desk.AddAsync(wanted, actor, CancellationToken.None) : desk.ChangeAsync(wanted, actor, CancellationToken.None));
    }

    private Task RetireAsync(bool retired) => DoAsync(actor => desk.RetireAsync(_seen!, retired, actor, CancellationToken.None));

    private async Task DoAsync(Func<Actor, Task<Result<Asset>>> command)
    {
        _busy = true;
        try
        {
            var result = await Me.DoAsync(command);
            _refusal = result.Problem?.Message.ToString();
            if (result.Succeeded)
            {
                await OnDone.InvokeAsync(result.Value);
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
