using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.Repairs;

/// <summary>Repairs in console.db.</summary>
internal sealed class RepairStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IRepairStore
{
    public async Task<Repair?> FindAsync(RepairId id, CancellationToken cancellation) =>
        (await ListAsync((_, repairs) => repairs.Where(repair => repair.Id == id), cancellation)).SingleOrDefault();

    public async Task<Repair?> FindByKeyAsync(string community, Guid key, CancellationToken cancellation) =>
        (await ListAsync((_, repairs) => repairs.Where(repair => repair.Community == community && repair.ReportKey == key), cancellation)).SingleOrDefault();

    public async Task<Repair?> FindBySourceAsync(string community, string source, CancellationToken cancellation) =>
        (await ListAsync((_, repairs) => repairs.Where(repair => repair.Community == community && repair.Source == source), cancellation)).SingleOrDefault();

    public async Task<IReadOnlyList<Repair>> FindByPhotoAsync(string photo, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = await db.Database.SqlQuery<int>($"""SELECT DISTINCT "Repair" AS "Value" FROM "RepairSteps" WHERE "Photos" <> '' AND instr("Photos", {photo}) > 0""").ToListAsync(cancellation);
        var found = ids.Select(id => new RepairId(id)).ToList();
        return found.Count == 0 ? [] : await ListAsync((_, repairs) => repairs.Where(repair => found.Contains(repair.Id)), cancellation);
    }

    public async Task<IReadOnlySet<string>> ListPhotosAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var shown = await db.Database.SqlQuery<string>($"""SELECT "Photos" AS "Value" FROM "RepairSteps" WHERE "Photos" <> ''""").ToListAsync(cancellation);
        return shown.SelectMany(photos => photos.Split(' ')).ToHashSet();
    }

    public async Task<IReadOnlyList<RepairId>> ListPersonalAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = await db.Database.SqlQuery<int>($"""
            SELECT "Id" AS "Value" FROM "Repairs" AS one WHERE "CreatedAt" < {before.UtcTicks}
            AND "State" IN ({nameof(RepairState.Confirmed)}, {nameof(RepairState.Refused)}, {nameof(RepairState.Duplicate)})
            AND (EXISTS (SELECT 1 FROM "RepairReporters" WHERE "Repair" = one."Id" AND "Contact" <> '') OR EXISTS (SELECT 1 FROM "RepairSteps" WHERE "Repair" = one."Id" AND "Photos" <> ''))
            """).ToListAsync(cancellation);
        return ids.ConvertAll(id => new RepairId(id));
    }

    public Task<IReadOnlyList<Repair>> ListBoardAsync(CancellationToken cancellation)
    {
        var states = Enum.GetValues<RepairState>().Where(state => RepairCourse.IsOpen(state) || state == RepairState.Done).ToList();
        return ListAsync((_, repairs) => repairs.Where(repair => states.Contains(repair.State)), cancellation);
    }

    public async Task<IReadOnlyDictionary<string, int>> CountByAssetAsync(string community, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<Repair>()
            .Where(repair => repair.Community == community && repair.Asset != "" && repair.State != RepairState.Duplicate && repair.CreatedAt >= since)
            .GroupBy(repair => repair.Asset)
            .Select(group => new { Asset = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Asset, group => group.Count, cancellation);
    }

    public async Task<RepairPage> PageAsync(RepairQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var total = await Select(db, db.Set<Repair>(), query).CountAsync(cancellation);
        return total == 0
            ? new RepairPage(0, [])
            : new RepairPage(total, await ListAsync(
                (own, repairs) => Select(own, repairs, query).OrderByDescending(repair => repair.Id).Skip(query.Skip).Take(query.Take), cancellation));
    }

    public async Task<Repair?> AddAsync(Repair draft, Func<Repair, IReadOnlyList<AuditEntry>> audit, CancellationToken cancellation)
    {
        Repair? added = null;
        List<AuditEntry> entries = [];
        var written = await writer.WriteAsync(
            entries,
            async (db, stop) =>
            {
                // One writer at a time, with the write lock held: nobody gives the same number.
                var newest = await db.Set<Repair>().AsNoTracking().OrderByDescending(repair => repair.Id).Select(repair => (RepairId?)repair.Id).FirstOrDefaultAsync(stop);
                added = draft with { Id = new RepairId((newest?.Value ?? 0) + 1) };
                entries.AddRange(audit(added));
                db.Add(added);
                AddSteps(db, added, 0);
                foreach (var reporter in added.Reporters)
                {
                    db.AddOwned(reporter, RepairReporterMapping.Repair, added.Id);
                }
            },
            cancellation);
        return written ? added : null;
    }

    public Task<bool> SaveAsync(IReadOnlyList<(Repair Changed, int Expected)> repairs, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        async (db, stop) =>
        {
            foreach (var (changed, expected) in repairs)
            {
                db.Put(changed, expected, nameof(Repair.Version));
                AddSteps(db, changed, expected);
                if (changed.Steps.Skip(expected).Any(step => step.Kind is RepairStepKind.Joined or RepairStepKind.TookOver or RepairStepKind.Rated or RepairStepKind.Erased))
                {
                    await PutReportersAsync(db, changed, stop);
                }

                if (changed.Steps.Skip(expected).Any(step => step.Kind == RepairStepKind.Erased) && changed.Steps.All(step => step.Photos.Count == 0))
                {
                    // In this transaction: if the version is another one, the photos stay.
                    IReadOnlyList<string> none = [];
                    await db.Set<RepairStep>().Where(step => EF.Property<RepairId>(step, RepairStepMapping.Repair) == changed.Id && step.Number <= expected)
                        .ExecuteUpdateAsync(steps => steps.SetProperty(step => step.Photos, none), stop);
                }
            }
        },
        cancellation);

    private static void AddSteps(ConsoleDb db, Repair repair, int known)
    {
        foreach (var step in repair.Steps.Skip(known))
        {
            db.AddOwned(step, RepairStepMapping.Repair, repair.Id);
        }
    }

    private static async Task PutReportersAsync(ConsoleDb db, Repair repair, CancellationToken cancellation)
    {
        var stored = (await db.Set<RepairReporter>().AsNoTracking()
            .Where(reporter => EF.Property<RepairId>(reporter, RepairReporterMapping.Repair) == repair.Id)
            .ToListAsync(cancellation)).ToDictionary(reporter => reporter.Number);
        foreach (var reporter in repair.Reporters)
        {
            if (!stored.TryGetValue(reporter.Number, out var before))
            {
                db.AddOwned(reporter, RepairReporterMapping.Repair, repair.Id);
            }
            else if (before != reporter)
            {
                var entry = db.Entry(reporter);
                entry.Property(RepairReporterMapping.Repair).CurrentValue = repair.Id;
                entry.State = EntityState.Modified;
            }
        }
    }

    private static IQueryable<Repair> Select(ConsoleDb db, IQueryable<Repair> repairs, RepairQuery query)
    {
        repairs = repairs.Where(repair => repair.Community == query.Community);
        repairs = query.States.Count > 0 ? repairs.Where(repair => query.States.Contains(repair.State)) : repairs;
        repairs = query.Services.Count > 0 ? repairs.Where(repair => repair.Service != null && query.Services.Contains(repair.Service.Value)) : repairs;
        repairs = query.Ids.Count > 0 ? repairs.Where(repair => query.Ids.Contains(repair.Id)) : repairs;
        if (query.Reporter is { } account)
        {
            var own = db.Set<RepairReporter>().Where(reporter => reporter.Account == account).Select(reporter => EF.Property<RepairId>(reporter, RepairReporterMapping.Repair));
            repairs = repairs.Where(repair => own.Contains(repair.Id));
        }

        repairs = query.FromPeople ? repairs.Where(repair => repair.Source == "") : repairs;
        repairs = query.Since is { } since ? repairs.Where(repair => repair.CreatedAt >= since) : repairs;
        repairs = query.Until is { } until ? repairs.Where(repair => repair.CreatedAt < until) : repairs;
        return query.UpdatedSince is { } changedSince ? repairs.Where(repair => repair.UpdatedAt >= changedSince) : repairs;
    }

    private async Task<IReadOnlyList<Repair>> ListAsync(Func<ConsoleDb, IQueryable<Repair>, IQueryable<Repair>> select, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var repairs = await select(db, db.Set<Repair>().AsNoTracking()).ToListAsync(cancellation);
        if (repairs.Count == 0)
        {
            return [];
        }

        var ids = db.Set<Repair>().Where(repair => repairs.Select(found => found.Id).Contains(repair.Id)).Select(repair => repair.Id);
        var steps = await db.OwnedAsync<RepairStep, RepairId>(RepairStepMapping.Repair, ids, step => step.Number, cancellation);
        var reporters = await db.OwnedAsync<RepairReporter, RepairId>(RepairReporterMapping.Repair, ids, reporter => reporter.Number, cancellation);

        // Steps that came between the two readings belong to the next version.
        return [.. repairs.Select(repair => repair with { Steps = [.. steps[repair.Id].Take(repair.Version)], Reporters = [.. reporters[repair.Id]] })];
    }
}
