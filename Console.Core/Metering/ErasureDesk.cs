using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Metering;

/// <summary>Deletes what is stored of a home after its consent has ended: a step of its own, since it cannot be undone. Checks rights itself.</summary>
public sealed class ErasureDesk(IRollupStore store, ConsentBook consents, CommandLog log, IAuditLog audit, IEnumerable<IHomeErasure> others)
{
    private const string Action = "consent.erase";

    /// <summary>Deletes the home's readings and hours, and what features above keep of its days; calls for help stay, as part of the record of the help given.</summary>
    /// <returns>How many rows went.</returns>
    public async Task<Result<long>> EraseAsync(HomeId home, Actor actor, CancellationToken cancellation)
    {
        var problem = ConsentRights.Table.Refusal(ConsentCommand.Erase, actor, home.Community)
            ?? (consents.Watches(home) ? new ConsentStillHolds(home) : null);
        if (problem is not null)
        {
            return await log.RefuseAsync(actor, Action, Subject(home), problem, cancellation);
        }

        long all = 0;
        int gone;
        do
        {
            gone = await store.RemoveHomeAsync(home, cancellation);
            all += gone;
        }
        while (gone > 0);
        foreach (var other in others)
        {
            all += await other.EraseAsync(home, cancellation);
        }

        await audit.AppendAsync([log.Done(actor with { CommandKey = null }, Action, Subject(home), $"{all} rows", "0 rows")], CancellationToken.None);
        return all;
    }

    private static string Subject(HomeId home) => $"home:{home}";
}
