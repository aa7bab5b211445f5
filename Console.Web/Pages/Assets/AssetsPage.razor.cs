using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Assets;

/// <summary>The things of the estate with their codes and how often each broke; live, searchable, the filter stands in the address.</summary>
public sealed partial class AssetsPage(
    AssetDirectory assets, AssetDesk desk, RepairBoard board, HomeDirectory homes, NavigationManager navigation, TimeProvider time, IStringLocalizer<AssetsText> text)
{
    private const string New = "new";
    private static readonly TimeSpan CountAgain = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _chosen = [];
    private IReadOnlyList<Asset> _assets = [];
    private IReadOnlyList<Repair> _board = [];
    private IReadOnlyDictionary<string, int>? _year;
    private IReadOnlyList<AssetLine> _lines = [];
    private List<AssetLine> _shown = [];
    private string? _saved;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    /// <summary>The thing being changed: its code, or <c>new</c>.</summary>
    [SupplyParameterFromQuery(Name = "asset")]
    private string? Chosen { get; set; }

    private IStringLocalizer<AssetsText> Text => text;

    private bool Keeps => AssetRights.Table.Allows(AssetCommand.Change, Me.Role);

    private Asset? Editing => string.IsNullOrEmpty(Chosen) ? null : assets.Find(Me.Community, Chosen);

    private string PlatesAddress => _chosen.Count > 0
        ? navigation.GetUriWithQueryParameters("/assets/plates", new Dictionary<string, object?> { ["code"] = _chosen.Order(StringComparer.Ordinal).ToArray() })
        : navigation.GetUriWithQueryParameters("/assets/plates", new Dictionary<string, object?> { ["search"] = Search });

    private string Csv => navigation.GetUriWithQueryParameters("/assets.csv", new Dictionary<string, object?> { ["search"] = Search, ["state"] = State });

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(stop => assets.WatchAsync(Me.Community, stop), latest => (_assets, _lines) = (latest, Line(latest, _board, _year)));
        Follow(stop => board.WatchAsync(Me.Community, stop), latest => (_board, _lines) = (latest, Line(_assets, latest, _year)));
        Follow(YearAsync, latest => (_year, _lines) = (latest, Line(_assets, _board, latest)));
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _shown = new AssetQuery(Search, State).Apply(_lines);

    private IReadOnlyList<AssetLine> Line(IReadOnlyList<Asset> all, IReadOnlyList<Repair> repairs, IReadOnlyDictionary<string, int>? year)
    {
        var lines = AssetLine.Of(all, homes.Buildings(Me.Community), repairs, year);
        _shown = new AssetQuery(Search, State).Apply(lines);
        return lines;
    }

    private async IAsyncEnumerable<IReadOnlyDictionary<string, int>?> YearAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var _ in Ticks.EveryAsync(CountAgain, time, cancellation))
        {
            var counted = await Me.DoAsync(actor => desk.CountYearAsync(Me.Community, actor, cancellation));
            yield return counted.Succeeded ? counted.Value : null;
        }
    }

    private string Address(string name, string? value) => navigation.GetUriWithQueryParameter(name, value);

    // Replaces the entry of the history: "back" leaves the page instead of undoing one letter.
    private void Seek(string? words) => navigation.NavigateTo(Address("search", words), replace: true);

    private void Choose(string code, ChangeEventArgs change) => _ = change.Value is true ? _chosen.Add(code) : _chosen.Remove(code);

    private void Close(Asset? saved)
    {
        _saved = saved?.Label;
        navigation.NavigateTo(Address("asset", null), replace: true);
    }
}
