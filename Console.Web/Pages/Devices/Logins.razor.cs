using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>All logins of the community's devices and gateways: what each may say, its keys, and their end.</summary>
public sealed partial class Logins(
    CredentialDirectory directory, HomeDirectory homes, NavigationManager navigation, TimeProvider time, IStringLocalizer<LoginsText> text) : LiveComponent
{
    private const string NewGateway = "new";

    private IReadOnlyList<DeviceLogin> _logins = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "login")]
    private string? Chosen { get; set; }

    private IStringLocalizer<LoginsText> Text => text;

    private DateTimeOffset Now => time.GetUtcNow();

    private List<DeviceLogin> Shown
    {
        get
        {
            var words = (Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return [.. _logins.Where(login => State is not ("good" or "ended") || login.IsOpenAt(Now) == (State == "good")).Where(login => words.All(word => Mentions(login, word)))];
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => directory.WatchAsync(Me.Community, stop), logins => _logins = logins);

    private bool Mentions(DeviceLogin login, string word) =>
        new[] { login.Name, login.UserName, login.Device is { } device ? AddressOf(device) : "" }.Concat(login.Publish)
            .Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private string AddressOf(LoginDevice device) => homes.Find(device.Id.Home)?.Address.Text.ToString() ?? device.Id.Home.Home;

    private string Address(params (string Name, string? Value)[] changes) =>
        navigation.GetUriWithQueryParameters(changes.ToDictionary(change => change.Name, change => (object?)change.Value));

    // Replaces the entry of the history: "back" leaves the page instead of undoing one letter.
    private void Go(string filter, string? value) =>
        navigation.NavigateTo(Address((filter, string.IsNullOrWhiteSpace(value) ? null : value)), replace: true);
}
