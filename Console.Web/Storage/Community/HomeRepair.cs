using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Community;

/// <summary>Gives homes that an early version stored without a version their first one: to an edit, version 0 means that there is no such home, so none of them could be changed.</summary>
internal sealed class HomeRepair(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer, CommandLog log) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        var broken = await ListAsync(cancellationToken);
        if (broken.Count == 0)
        {
            return;
        }

        var entries = broken.CountBy(home => home.Community)
            .Select(one => log.Done(Actor.Program(one.Key), "home.repair", "estate", "version 0", "version 1", $"{one.Value} homes")).ToList();
        await writer.WriteAsync(
            entries,
            (db, stop) => db.Set<Home>().Where(home => home.Version == 0).ExecuteUpdateAsync(set => set.SetProperty(home => home.Version, 1), stop),
            cancellationToken);
    }

    private async Task<List<HomeId>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<Home>().Where(home => home.Version == 0).Select(home => home.Id).ToListAsync(cancellation);
    }
}
