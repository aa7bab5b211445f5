using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Web.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage.MutualHelp;

/// <summary>Offers and requests in console.db.</summary>
internal sealed class HelpStore(IDbContextFactory<ConsoleDb> contexts, ConsoleWriter writer) : IHelpStore
{
    public async Task<IReadOnlyList<HelpRequest>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return [.. (await db.Set<HelpRow>().AsNoTracking().ToListAsync(cancellation)).Select(HelpText.Read)];
    }

    public async Task<IReadOnlyList<HelpOffer>> ListOffersAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return [.. (await db.Set<OfferRow>().AsNoTracking().ToListAsync(cancellation)).Select(HelpText.Read)];
    }

    public Task<bool> SaveAsync(HelpRequest changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        (db, _) =>
        {
            db.Put(HelpText.RowOf(changed), expected, nameof(HelpRow.Version));
            return Task.CompletedTask;
        },
        cancellation);

    public Task<bool> SaveAsync(HelpOffer changed, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        (db, _) =>
        {
            db.Put(HelpText.RowOf(changed), changed.Version - 1, nameof(OfferRow.Version));
            return Task.CompletedTask;
        },
        cancellation);

    public Task<bool> EraseAsync(IReadOnlyList<HelpRequest> changed, StaffId? offer, IReadOnlyList<AuditEntry> audit, IReadOnlyCollection<string> subjects, CancellationToken cancellation) => writer.WriteAsync(
        audit,
        async (db, stop) =>
        {
            foreach (var one in changed)
            {
                db.Put(HelpText.RowOf(one), one.Version - 1, nameof(HelpRow.Version));
            }

            if (offer is { } gone)
            {
                await db.Set<OfferRow>().Where(row => row.Helper == gone).ExecuteDeleteAsync(stop);
            }

            db.Erase(await db.Set<AuditRecord>().AsNoTracking().Where(record => subjects.Contains(record.Details!.Subject)).ToListAsync(stop));
        },
        cancellation);
}
