using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>Messages that were not understood or not believed: counted by reason, shown as they came, with the next step.</summary>
public sealed partial class Quarantine(
    IQuarantineStore store, NavigationManager navigation, EstateCalendar calendar, TimeProvider time, IStringLocalizer<DevicesText> text) : LiveComponent
{
    /// <summary>Packets read at once; few enough for a phone, and "older" goes on from there.</summary>
    private const int Page = 200;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private IReadOnlyDictionary<string, long> _counts = new Dictionary<string, long>();
    private IReadOnlyList<QuarantinedPacket> _read = [];
    private IReadOnlyList<QuarantinedPacket> _shown = [];
    private (string? Code, long? Before) _followed = ("-", null);
    private IDisposable? _loop;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [SupplyParameterFromQuery(Name = "code")]
    private string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private long? Before { get; set; }

    private IStringLocalizer<DevicesText> Text => text;

    private EstateCalendar Calendar => calendar;

    private string Csv => navigation.GetUriWithQueryParameters("/quarantine.csv", new Dictionary<string, object?> { ["code"] = Code });

    private string Older => navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["before"] = _read[^1].Id });

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_followed == (Code, Before))
        {
            return;
        }

        _followed = (Code, Before);
        _loop?.Dispose();
        _loop = Follow(ReadAsync, state => (_counts, _read, _shown) = state);
    }

    private async IAsyncEnumerable<(IReadOnlyDictionary<string, long>, IReadOnlyList<QuarantinedPacket>, IReadOnlyList<QuarantinedPacket>)> ReadAsync(
        [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in Ticks.EveryAsync(Again, time, stop))
        {
            var counts = await store.CountAsync(Me.Community, stop);
            var packets = await store.ReadAsync(Me.Community, Before ?? long.MaxValue, Page, stop);
            yield return (counts, packets, string.IsNullOrEmpty(Code) ? packets : [.. packets.Where(p => p.Code == Code)]);
        }
    }

    private string Address(string? code) =>
        navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["code"] = code, ["before"] = null });

    // The reason of one packet may name its values; the chip wants the words that all packets of the code share.
    private string ShortReason(string code) => QuarantineAdvice.Name(code, text);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.CurrentCulture);
}
