using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Pages.Assets;
using CommunityConsole.Web.Pages.Repairs;
using Microsoft.AspNetCore.Mvc;

namespace CommunityConsole.Web.Pages.Report;

/// <summary>The fields of the three steps as a browser sends them.</summary>
public sealed record ReportForm
{
    private const int TitleLength = 30;
    private static readonly char[] Ends = ['。', '，', '；', '！', '？', '\n', '.', ',', ';', '!', '?'];

    /// <summary>What is wrong, in the reporter's words.</summary>
    [FromForm(Name = "description")]
    public string? Description { get; init; }

    /// <summary>The kind chosen; empty for none.</summary>
    [FromForm(Name = "service")]
    public string? Service { get; init; }

    /// <summary>The building's id; empty for none.</summary>
    [FromForm(Name = "building")]
    public string? Building { get; init; }

    /// <summary>Where exactly.</summary>
    [FromForm(Name = "place")]
    public string? Place { get; init; }

    /// <summary>The thing's code, from its plate.</summary>
    [FromForm(Name = "asset")]
    public string? Asset { get; init; }

    /// <summary>How to reach the reporter.</summary>
    [FromForm(Name = "contact")]
    public string? Contact { get; init; }

    /// <summary>Made with the page: the same form sent twice is one report.</summary>
    [FromForm(Name = "key")]
    public Guid? Key { get; init; }

    /// <summary>Ids of the photos sent before, with commas.</summary>
    [FromForm(Name = "photos")]
    public string? Photos { get; init; }

    /// <summary>As the desk takes it. The title is the first few words; a building that does not exist is left out.</summary>
    /// <param name="thing">The thing whose plate was scanned, which says where; null for none.</param>
    /// <param name="buildings">The buildings there are.</param>
    public RepairReport ToReport(Asset? thing, IReadOnlyList<Building> buildings)
    {
        var building = buildings.FirstOrDefault(known => known.Id == Building);
        var description = (Description ?? "").Trim();
        var place = thing is null ? $"{building?.Name} {Place?.Trim()}".Trim() : AssetPlaces.LocationOf(thing, buildings);
        return new RepairReport(TitleOf(description), description, place, (Contact ?? "").Trim())
        {
            Service = string.IsNullOrEmpty(Service) ? null : new ServiceCode(Service),
            Building = building?.Id ?? "",
            Asset = thing?.Code ?? "",
            Photos = PhotoField.Split(Photos),
        };
    }

    private static string TitleOf(string description)
    {
        var sentence = description.Split(Ends, 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        return sentence.Length <= TitleLength ? sentence : sentence[..TitleLength] + "…";
    }
}
