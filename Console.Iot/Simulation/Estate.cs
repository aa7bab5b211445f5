using System.Collections.Immutable;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Iot.Simulation;

/// <summary>A made-up community: the same seed gives the same homes, people and lives.</summary>
public sealed class Estate
{
    private const int UnitsPerBuilding = 3;
    private const int FloorsPerUnit = 6;
    private const int DoorsPerFloor = 2;
    private const int MostPerBuilding = UnitsPerBuilding * FloorsPerUnit * DoorsPerFloor;

    private readonly int _firstBuilding;

    /// <param name="seed">Fixes everything.</param>
    /// <param name="community">Id of the community.</param>
    /// <param name="homes">How many homes are watched.</param>
    /// <param name="buildings">Over how many buildings they are spread, at least; more when they would not fit.</param>
    /// <param name="cells">Over how many grid cells.</param>
    /// <param name="calendar">By which the residents live.</param>
    /// <param name="firstBuilding">Number of the first building: estates of one community must not share them.</param>
    public Estate(long seed, string community, int homes, int buildings, int cells, EstateCalendar calendar, int firstBuilding = 1)
    {
        _firstBuilding = firstBuilding;
        Seed = community.Aggregate(seed, (hash, letter) => (hash * 31) + letter);
        Community = community;
        Calendar = calendar;
        Buildings = Math.Max(buildings, (homes + MostPerBuilding - 1) / MostPerBuilding);
        Cells = cells;
        Homes = [.. Enumerable.Range(0, homes).Select(Home)];
    }

    /// <summary>The seed of this community's dice.</summary>
    public long Seed { get; }

    public string Community { get; }

    public EstateCalendar Calendar { get; }

    public int Buildings { get; }

    public int Cells { get; }

    /// <summary>The homes by number.</summary>
    public ImmutableArray<SimulatedHome> Homes { get; }

    private SimulatedHome Home(int number)
    {
        var position = number % Buildings;
        var building = position + _firstBuilding;
        var place = number / Buildings;

        // Every second flat first: watched homes lie scattered over a building, not packed into its lower floors.
        var flat = ((place * 7) + position) % MostPerBuilding;
        var unit = (flat / (FloorsPerUnit * DoorsPerFloor)) + 1;
        var room = ((((flat / DoorsPerFloor) % FloorsPerUnit) + 1) * 100) + (flat % DoorsPerFloor) + 1;
        var id = $"{building}-{unit}-{room}";
        var dice = new Dice(Seed, number, 4);
        var surname = People.Surname(ref dice);
        return new SimulatedHome
        {
            Id = new HomeId(Community, id),
            Number = number,
            Building = building,
            Unit = unit,
            Room = room,
            Cell = (position * Cells / Buildings) + 1,
            Resident = surname + People.GivenName(ref dice),
            Phone = People.Phone(ref dice),
            BirthYear = dice.Whole(1938, 1958),
            Contacts = People.Contacts(ref dice, surname),
            Devices = Installer.Install(Seed, number, id),
            UploadEvery = number % 50 == 49 ? TimeSpan.FromHours(2) : null,
        };
    }
}
