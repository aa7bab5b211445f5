using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CommunityConsole.Web.Pages.Points;

/// <summary>A resident checks in.</summary>
public sealed partial class CheckInPage(CheckInReader reader, CheckInDesk desk, IIdentityCheck identity, PointsBell bell, EstateCalendar calendar, IJSRuntime js)
{
    // A phone may ask its owner first, and then look for satellites.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private MyCheckIn? _mine;
    private string? _refusal;
    private string _code = "";
    private string _words = "";
    private bool _agreed;
    private bool _sending;

    /// <summary>To which activity.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The digits, where the address was scanned.</summary>
    [SupplyParameterFromQuery(Name = "code")]
    public string? Scanned { get; set; }

    /// <summary>Who checks in.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _code = Scanned ?? "";
        Follow(ReadAsync, _ => { });
    }

    private async IAsyncEnumerable<bool> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in bell.WatchAsync(Me.Community, stop))
        {
            await LoadAsync(stop);
            yield return true;
        }
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        var read = await Me.DoAsync(actor => reader.MineAsync(Id, actor, stop));
        (_mine, _refusal) = read.Succeeded ? (read.Value, _refusal) : (_mine, read.Problem.Message.ToString());
    }

    private async Task CheckInAsync()
    {
        if (_sending)
        {
            return;
        }

        _sending = true;
        try
        {
            var phone = await AskPhoneAsync(_mine?.Radius is not null);
            var position = phone is { Latitude: { } latitude, Longitude: { } longitude, Accuracy: { } accuracy } ? new PhonePosition(latitude, longitude, accuracy) : null;

            // No token: a decision once made is finished even if the page closes.
            var done = await Me.DoAsync(actor => desk.CheckInAsync(new CheckInAsk(Id, actor.Id, _code, position, phone?.Mark ?? ""), _agreed, actor, CancellationToken.None));
            _refusal = done.Problem?.Message.ToString();
            await LoadAsync(CancellationToken.None);
        }
        finally
        {
            _sending = false;
        }
    }

    private async Task AppealAsync()
    {
        _sending = true;
        try
        {
            var done = await Me.DoAsync(actor => desk.AppealAsync(Id, _words, actor, CancellationToken.None));
            _refusal = done.Problem?.Message.ToString();
            if (done.Succeeded)
            {
                await Drafts.ForgetAsync(js, $"points-appeal-{Id:N}");
            }

            await LoadAsync(CancellationToken.None);
        }
        finally
        {
            _sending = false;
        }
    }

    // A phone that does not answer has said nothing of its place: the check-in waits for a coordinator.
    private async Task<Phone?> AskPhoneAsync(bool forPlace)
    {
        try
        {
            return await js.InvokeAsync<Phone?>("consoleCheckIn.ask", Patience, forPlace);
        }
        catch (Exception away) when (away is JSException or JSDisconnectedException or OperationCanceledException)
        {
            return null;
        }
    }

    private string Time(DateTimeOffset at) => calendar.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    private sealed record Phone(double? Latitude, double? Longitude, double? Accuracy, string Mark);
}
