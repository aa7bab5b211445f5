using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>Tells the made-up estate in the words of the community feature.</summary>
internal static class DemoPeople
{
    private static readonly string[] Cells = ["第一网格", "第二网格", "第三网格", "第四网格", "第五网格", "第六网格"];
    private static readonly string[] Speech = ["普通话", "吴语", "普通话，听力不好，请说慢一点", "粤语", "四川话", ""];
    private static readonly string[] Spoken = ["普通话", "粤语", "普通话", "上海话", "普通话", "English"];
    private static readonly string[] GridWorkers = ["梁志强", "谭月娥", "庞文彬", "施慧敏", "邵国平", "孟春兰"];
    private static readonly ContactHours?[] Hours =
        [null, new(new TimeOnly(7, 0), new TimeOnly(23, 0)), null, new(new TimeOnly(18, 0), new TimeOnly(8, 0)), new(new TimeOnly(6, 30), new TimeOnly(22, 0))];

    private static readonly string[] Hospitals = ["社区卫生服务中心", "市第二人民医院，有高血压", "区中心医院，装有起搏器", ""];

    private static readonly string[] Landmarks = ["东门进，门口是快递柜", "东门进，第二个路口右转", "南门进，小广场后面", "北门进，幼儿园对面"];

    public static IEnumerable<GridCell> CellsOf(Estate estate) =>
        Enumerable.Range(1, estate.Cells).Select(number => new GridCell(Cell(estate.Community, number), Cells[(number - 1) % Cells.Length]));

    public static IEnumerable<Building> BuildingsOf(Estate estate, string name) =>
        estate.Homes.DistinctBy(h => h.Building).OrderBy(h => h.Building)
            .Select(h => new Building(estate.Community, Word(h.Building), BuildingName(name, h), Cell(estate.Community, h.Cell))
            {
                // A made-up spot in a bay, so that no real door is meant: four buildings in a row, eighty metres apart.
                Latitude = 30.5 + (h.Building - 1) / 4 * 0.00072,
                Longitude = Math.Round(122.1 + ((h.Building - 1) % 4 * 0.00083), 6),
                Landmark = Landmarks[(h.Building - 1) % Landmarks.Length],
            });

    public static Home HomeOf(SimulatedHome home, string estateName) => new(
        home.Id,
        new Address(Word(home.Building), BuildingName(estateName, home), Word(home.Unit), Word(home.Room)),
        Cell(home.Id.Community, home.Cell),
        new Resident(home.Resident, home.Phone, home.BirthYear, LivesAlone: true))
    {
        Version = 1,   // stored as new; 0 would be taken for one that is not there yet, and no edit would be kept
        Contacts = [.. home.Contacts.Select((contact, place) => ContactOf(contact, home.Number + place)), GridWorkerOf(home)],
        Notes = new HomeNotes(
            home.Contacts.Any(c => c.Relation == "邻居") ? "邻居有钥匙，见联系人" : "",
            Speech[home.Number % Speech.Length],
            Hospitals[home.Number / 7 % Hospitals.Length],
            ""),
    };

    // Families are at work or asleep at some hours; a neighbour with a key is not.
    private static Contact ContactOf(SimulatedContact contact, int number) => contact.Relation == "邻居"
        ? new Contact(ContactKind.Neighbour, contact.Name, contact.Phone, contact.Relation) { Language = Spoken[number % Spoken.Length] }
        : new Contact(ContactKind.Family, contact.Name, contact.Phone, contact.Relation) { Hours = Hours[number % Hours.Length], Language = Spoken[number % Spoken.Length] };

    private static Contact GridWorkerOf(SimulatedHome home) => new(
        ContactKind.GridWorker, GridWorkers[(home.Cell - 1) % GridWorkers.Length], $"1580000{9000 + home.Cell}", "网格员")
    {
        Hours = new ContactHours(new TimeOnly(8, 0), new TimeOnly(20, 0)),
        Language = "普通话",
    };

    private static GridCellId Cell(string community, int number) => new(community, "g" + Word(number));

    private static string BuildingName(string estate, SimulatedHome home) => $"{estate} {home.Building} 号楼";

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);
}
