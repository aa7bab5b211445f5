using System.Collections.Immutable;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>The made-up communities of an installation: the demo community and a tiny neighbour that must stay out of its desks.</summary>
internal sealed class DemoWorld
{
    public const int NeighbourHomes = 6;
    public const string NeighbourName = "和平里";

    public DemoWorld(DemoRecord record, string community, EstateCalendar calendar)
    {
        Record = record;
        Main = new Estate(record.Seed, community, record.Homes, buildings: 12, cells: 6, calendar);
        Neighbour = new Estate(record.Seed, NeighbourOf(community), NeighbourHomes, buildings: 2, cells: 1, calendar);
    }

    /// <summary>As it was when this world was made.</summary>
    public DemoRecord Record { get; }

    public Estate Main { get; }

    public Estate Neighbour { get; }

    public IEnumerable<Estate> Estates => [Main, Neighbour];

    /// <summary>What happens in an estate, by number of the home.</summary>
    public static ImmutableDictionary<int, ImmutableArray<Happening>> In(Estate estate, DemoRecord record) =>
        estate.Homes.Where(h => record.Happenings.ContainsKey(h.Id.ToString()))
            .ToImmutableDictionary(h => h.Number, h => record.Happenings[h.Id.ToString()]);

    /// <summary>Id of the neighbour community.</summary>
    public static string NeighbourOf(string community) => community == "heping" ? "yongan" : "heping";

    /// <summary>The name people call an estate by.</summary>
    public string NameOf(Estate estate) => estate == Main ? "幸福里" : NeighbourName;

    /// <summary>The home, wherever it is.</summary>
    public (Estate Estate, SimulatedHome Home)? Find(HomeId id) =>
        Estates.SelectMany(e => e.Homes, (e, h) => (Estate: e, Home: h)).Where(p => p.Home.Id == id).Select(p => ((Estate, SimulatedHome)?)p).FirstOrDefault();
}
