using System.Collections.Immutable;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>What must be remembered so that the made-up community goes on after a restart where it stopped.</summary>
/// <param name="Seed">Fixes homes, people and their habits.</param>
/// <param name="Homes">Homes of the first community; later settings do not change an estate that exists.</param>
/// <param name="Origin">When the made-up history begins, UTC.</param>
/// <param name="Started">When it ended and the devices began to speak over the wire, UTC.</param>
internal sealed record DemoRecord(long Seed, int Homes, DateTimeOffset Origin, DateTimeOffset Started)
{
    /// <summary>Everything that left a device until then is with the server.</summary>
    public DateTimeOffset Through { get; init; } = Started;

    /// <summary>What happened and happens, by <c>community/home</c>.</summary>
    public ImmutableDictionary<string, ImmutableArray<Happening>> Happenings { get; init; } = ImmutableDictionary<string, ImmutableArray<Happening>>.Empty;
}
