using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;
using CommunityConsole.Web.Demo;
using CommunityConsole.Web.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Bench.District;

/// <summary>A data folder as a district's program leaves it behind: its homes registered, their watches saved.</summary>
internal static class DistrictFolder
{
    private const int Bite = 256;

    public static async Task FillAsync(string folder, Estate estate, IReadOnlyList<byte[]> states)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new($"{DataOptions.Section}:{nameof(DataOptions.Directory)}", folder)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddSingleton(TimeProvider.System).AddStorage(settings).BuildServiceProvider();
        await services.GetRequiredService<StorageStart>().MigrateAsync(CancellationToken.None);
        var register = new HomeRegister(
            [.. DemoPeople.CellsOf(estate)], [.. DemoPeople.BuildingsOf(estate, "长街")], [.. estate.Homes.Select(home => DemoPeople.HomeOf(home, "长街"))]);
        await services.GetRequiredService<IHomeStore>().PutAsync(
            register, new AuditEntry(DateTimeOffset.UtcNow, estate.Community, "bench", "homes.register", AuditEntry.Done, new AuditDetails("home", "", "", "", "", "")), CancellationToken.None);

        var checkpoints = services.GetRequiredService<IWatchCheckpointStore>();
        foreach (var bite in estate.Homes.Index().Chunk(Bite))
        {
            await checkpoints.SaveAsync(
                0, [.. bite.Select(home => new WatchCheckpoint(home.Item.Id, 0, states[home.Index % states.Count]))], CancellationToken.None);
        }
    }
}
