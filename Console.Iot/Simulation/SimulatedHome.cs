using System.Collections.Immutable;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Somebody to call, fictional like everyone here.</summary>
public sealed record SimulatedContact(string Name, string Relation, string Phone);

/// <summary>A made-up home: where it is, who lives there, what is installed.</summary>
public sealed record SimulatedHome
{
    public required HomeId Id { get; init; }

    /// <summary>Position in the estate, from 0; with the seed it fixes everything the home does.</summary>
    public required int Number { get; init; }

    public required int Building { get; init; }
    public required int Unit { get; init; }
    public required int Room { get; init; }

    /// <summary>Grid cell inside the community, from 1.</summary>
    public required int Cell { get; init; }

    public required string Resident { get; init; }
    public required string Phone { get; init; }
    public required int BirthYear { get; init; }
    public required ImmutableArray<SimulatedContact> Contacts { get; init; }
    public required ImmutableArray<SimulatedDevice> Devices { get; init; }

    /// <summary>How often its gateway uploads what it collected; null = at once.</summary>
    public TimeSpan? UploadEvery { get; init; }
}
