using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Outbound.TimeBank;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.TimeBank;

/// <summary>The scheme in sums, as they change.</summary>
public sealed partial class TimeHealth(TimeBankOffice office, TimeBankBell bell, HelpBoard help, EstateCalendar calendar)
{
    private TimeHealthView? _seen;
    private int _unmatched;
    private string? _refusal;

    [Inject]
    private ChainBoard ChainBoard { get; set; } = null!;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(ReadAsync, Show);

    private async IAsyncEnumerable<Result<TimeHealthView>> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in bell.WatchAsync(stop))
        {
            yield return await Me.DoAsync(actor => office.HealthAsync(actor, stop));
        }
    }

    private void Show(Result<TimeHealthView> read)
    {
        _refusal = read.Problem?.Message.ToString();
        if (read.Succeeded)
        {
            _seen = read.Value;
            _unmatched = help.Latest(Me.Community).Count(request => request is { IsOpen: true, Helper: null });
        }
    }

    private string Time(DateTimeOffset at) => calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Percent(long part, long whole) => (100.0 * part / Math.Max(1, whole)).ToString("0.#", CultureInfo.InvariantCulture);
}
