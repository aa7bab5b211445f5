using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Outbound.Notices;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Pages.Points;

/// <summary>An activity's own screen.</summary>
public sealed partial class ActivityPage(
    CheckInReader reader, CheckInDesk desk, PointsBell bell, HomeDirectory homes, EstateCalendar calendar, TimeProvider time, IOptions<NoticesOptions> notices, NavigationManager navigation)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private ActivityScreen? _screen;
    private DateTimeOffset _now;
    private string? _refusal;
    private bool _sending;

    /// <summary>Which.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private string Address => $"{(notices.Value.ConsoleAddress.Length > 0 ? notices.Value.ConsoleAddress : navigation.BaseUri).TrimEnd('/')}/points/in/{Id:N}";

    // No scheme: a browser adds it, and it is shorter to type.
    private string Host => Address[(Address.IndexOf("//", StringComparison.Ordinal) + 2)..];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _now = time.GetUtcNow();
        Follow(stop => Ticks.EveryAsync(Second, time, stop), now => _now = now);
        Follow(ReadAsync, _ => { });
    }

    private string AddressOf(CheckInTerms terms) => $"{Address}?code={terms.CodeAt(_now)}";

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
        var read = await Me.DoAsync(actor => reader.ScreenAsync(Id, actor, stop));
        (_screen, _refusal) = read.Succeeded ? (read.Value, _refusal) : (_screen, read.Problem.Message.ToString());
    }

    // No token: a decision once made is finished even if the page closes.
    private async Task SettleAsync(CheckIn checkIn, bool wasThere)
    {
        _sending = true;
        try
        {
            _refusal = (await Me.DoAsync(actor => desk.SettleAsync(Id, checkIn.Account, wasThere, actor, CancellationToken.None))).Problem?.Message.ToString();
            await LoadAsync(CancellationToken.None);
        }
        finally
        {
            _sending = false;
        }
    }

    private string WhyOf(CheckIn checkIn) =>
        checkIn.WrongCodes >= CheckInDecisions.MostWrongCodes ? Text["WhyGuessing"]
        : checkIn.Place == PlaceAnswer.Outside ? Text["WhyFar", checkIn.Metres ?? 0]
        : checkIn.State == CheckInState.Refused ? Text["WhyCode"]
        : checkIn.Place == PlaceAnswer.Unsure ? Text["WhyUnsure"]
        : Text["WhyNoPosition"];

    private string Time(DateTimeOffset at) => calendar.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
