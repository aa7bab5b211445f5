using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>The login of one device or gateway: its keys, a new one, the end of an old one.</summary>
public sealed partial class LoginCard(CredentialDesk desk, EstateCalendar calendar, TimeProvider time, IStringLocalizer<LoginsText> text)
{
    // How long the old secrets go on; null leaves them as they are.
    private static readonly Dictionary<string, TimeSpan?> Overlaps = new()
    {
        ["7"] = CredentialDesk.UsualOverlap,
        ["1"] = TimeSpan.FromDays(1),
        ["0"] = TimeSpan.Zero,
        ["Keep"] = null,
    };

    private string _overlap = "7";
    private string _pem = "";
    private Guid? _revoking;
    private DeviceLogin? _answer;
    private IssuedSecret? _issued;
    private string? _refusal;
    private string? _done;

    /// <summary>Who acts.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The login; null for a device that has none.</summary>
    [Parameter, EditorRequired]
    public DeviceLogin? Login { get; set; }

    /// <summary>The device, to issue a first secret for it; null for a gateway.</summary>
    [Parameter]
    public LoginDevice? Device { get; set; }

    private IStringLocalizer<LoginsText> Text => text;

    // The command's answer is here before the page has heard of the change.
    private DeviceLogin? Shown => _answer?.Version > (Login?.Version ?? 0) ? _answer : Login;

    private DateTimeOffset Now => time.GetUtcNow();

    // No token in what follows: a decision once made is finished even if the page closes.
    private Task IssueAsync() => ShowAsync(actor => desk.IssueAsync(Device!, null, actor, CancellationToken.None));

    private Task RenewAsync() => ShowAsync(actor => desk.RenewAsync(Shown!.UserName, Overlaps[_overlap], actor, CancellationToken.None));

    private Task RevokeAsync(Guid key) =>
        DoAsync(actor => desk.RevokeAsync(Shown!.UserName, key, actor, CancellationToken.None), "RevokeDone");

    private async Task AddCertificateAsync()
    {
        await DoAsync(actor => desk.AddCertificateAsync(Shown!.UserName, _pem, actor, CancellationToken.None), "CertificateDone");
        _pem = _refusal is null ? "" : _pem;
    }

    private async Task ShowAsync(Func<Actor, Task<Result<IssuedSecret>>> command)
    {
        Forget();
        var result = await Me.DoAsync(command);
        _issued = result.Succeeded ? result.Value : null;
        _answer = _issued?.Login ?? _answer;
        _refusal = result.Problem?.Message.ToString();
    }

    private async Task DoAsync(Func<Actor, Task<Result<DeviceLogin>>> command, string done)
    {
        Forget();
        var result = await Me.DoAsync(command);
        _done = result.Succeeded ? text[done].Value : null;
        _answer = result.Succeeded ? result.Value : _answer;
        _refusal = result.Problem?.Message.ToString();
    }

    private void Forget() => (_issued, _refusal, _done, _revoking) = (null, null, null, null);

    private string Facts(LoginKey key) => string.Join(" · ", text["Made", Day(key.Made)].Value, key switch
    {
        { Revoked: { } revoked } => text["Revoked", Day(revoked)].Value,
        { Ends: { } end } when end <= Now => text["Over", Day(end)].Value,
        { Ends: { } end } => text["Until", Day(end)].Value,
        _ => text["NoEnd"].Value,
    });

    private string Day(DateTimeOffset instant) => calendar.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
