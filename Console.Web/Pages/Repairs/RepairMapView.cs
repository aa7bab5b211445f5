using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Pages.Map;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>The estate's plan as one screen of repairs sees it: laid out anew only when the register changed, counted with every change of the board.</summary>
public sealed class RepairMapView(string community, HomeDirectory homes, AssetDirectory assets)
{
    /// <summary>In the address: what no plan can show.</summary>
    public const string Unplaced = EstateState.Elsewhere;

    private const string AssetStart = "asset:";
    private IReadOnlyList<Building> _buildings = [];

    /// <summary>What there is to draw.</summary>
    public EstateOutline Outline { get; private set; } = EstateOutline.Empty;

    /// <summary>For a screen that lies.</summary>
    public EstatePlan Wide { get; private set; } = EstatePlan.Of(EstateOutline.Empty, PlanShape.Wide);

    /// <summary>For a phone.</summary>
    public EstatePlan Tall { get; private set; } = EstatePlan.Of(EstateOutline.Empty, PlanShape.Tall);

    /// <summary>How many where.</summary>
    public EstateState State { get; private set; } = EstateState.Empty;

    /// <summary>The things with open repairs, most pressing first.</summary>
    public IReadOnlyList<(Asset Asset, SeverityCounts Counts)> Things { get; private set; } = [];

    /// <summary>How a place that is one thing stands in the address.</summary>
    public static string OfAsset(string code) => AssetStart + code;

    /// <summary>How grave a repair looks: a danger, then what is late or came back, then what is urgent.</summary>
    public static Severity WeightOf(Repair repair, DateTimeOffset now) => repair switch
    {
        { Urgency: Urgency.Danger } => Severity.Critical,
        { State: RepairState.Reopened } => Severity.Urgent,
        _ when RepairPolicy.LateFrom(repair) <= now => Severity.Urgent,
        { Urgency: Urgency.High } => Severity.Attention,
        _ => Severity.Notice,
    };

    /// <summary>Counts what is open of these.</summary>
    /// <param name="repairs">The repairs of the board that the reader's filter lets through.</param>
    /// <param name="now">What is late by now.</param>
    public void Show(IEnumerable<Repair> repairs, DateTimeOffset now)
    {
        _buildings = homes.Buildings(community);
        var outline = EstateOutline.Of(homes.Cells(community), _buildings, homes.Homes(community));
        if (outline != Outline)
        {
            (Outline, Wide, Tall) = (outline, EstatePlan.Of(outline, PlanShape.Wide), EstatePlan.Of(outline, PlanShape.Tall));
        }

        var open = repairs.Where(repair => repair.IsOpen).Select(repair => (Repair: repair, Weight: WeightOf(repair, now))).ToList();
        State = EstateState.Of(Outline, open.Select(one => (AreaOf(one.Repair), one.Weight)));
        Things =
        [
            .. open.Where(one => one.Repair.Asset.Length > 0).GroupBy(one => one.Repair.Asset)
                .Select(group => (Asset: assets.Find(community, group.Key), Counts: group.Aggregate(default(SeverityCounts), (counts, one) => counts.With(one.Weight))))
                .Where(thing => thing.Asset is not null).Select(thing => (thing.Asset!, thing.Counts))
                .OrderByDescending(thing => thing.Counts.Gravest).ThenByDescending(thing => thing.Counts.Total).ThenBy(thing => thing.Item1.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether the repair is at the place of an address: a building, a cell, a thing, or nowhere that is known.</summary>
    public bool IsAt(Repair repair, string? place) =>
        string.IsNullOrEmpty(place) || (AssetOf(place) is { } code ? repair.Asset == code : State.Known(AreaOf(repair)) == place);

    /// <summary>The place of an address as people say it; null where it is not known.</summary>
    public string? NameOf(string place) => AssetOf(place) is { } code
        ? assets.Find(community, code)?.Label
        : Outline.Cells.FirstOrDefault(cell => cell.Key == place)?.Name ?? Outline.Cells.SelectMany(cell => cell.Buildings).FirstOrDefault(building => building.Key == place)?.Name;

    private static string? AssetOf(string place) => place.StartsWith(AssetStart, StringComparison.Ordinal) ? place[AssetStart.Length..] : null;

    private string AreaOf(Repair repair) => RepairPlace.Of(repair, assets.Find(community, repair.Asset), _buildings)?.Text ?? Unplaced;
}
