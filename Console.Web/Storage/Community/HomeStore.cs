using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Community;

/// <summary>Homes in console.db.</summary>
internal sealed class HomeStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IHomeStore
{
    public async Task<HomeRegister> LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new HomeRegister(
            await db.Set<GridCell>().AsNoTracking().ToListAsync(cancellation),
            await db.Set<Building>().AsNoTracking().ToListAsync(cancellation),
            await db.Set<Home>().AsNoTracking().ToListAsync(cancellation));
    }

    public Task PutAsync(HomeRegister homes, AuditEntry audit, CancellationToken cancellation) => writer.WriteAsync(
        [audit],
        async (db, stop) =>
        {
            var cells = await db.Set<GridCell>().AsNoTracking().Select(cell => cell.Id).ToHashSetAsync(stop);
            var buildings = await db.Set<Building>().AsNoTracking().Select(building => new { building.Community, building.Id }).ToHashSetAsync(stop);
            var versions = await db.Set<Home>().AsNoTracking().ToDictionaryAsync(home => home.Id, home => home.Version, stop);
            foreach (var cell in homes.Cells)
            {
                db.Entry(cell).State = cells.Contains(cell.Id) ? EntityState.Modified : EntityState.Added;
            }

            foreach (var building in homes.Buildings)
            {
                db.Entry(building).State = buildings.Contains(new { building.Community, building.Id }) ? EntityState.Modified : EntityState.Added;
            }

            foreach (var home in homes.Homes)
            {
                db.Put(home, versions.GetValueOrDefault(home.Id), nameof(Home.Version));
            }
        },
        cancellation);

    public Task<bool> SaveAsync(Home home, int expected, AuditEntry audit, CancellationToken cancellation) => writer.WriteAsync(
        [audit],
        (db, _) =>
        {
            db.Put(home, expected, nameof(Home.Version));
            return Task.CompletedTask;
        },
        cancellation);
}
