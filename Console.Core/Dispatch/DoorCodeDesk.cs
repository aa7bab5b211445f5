using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>A home and the code at its door.</summary>
public sealed record DoorCode(Home Home, string Code);

/// <summary>Shows the codes to those who hang them up; each look is on the audit log before anything is shown.</summary>
public sealed class DoorCodeDesk(HomeDirectory homes, IDoorCodes codes, CommandLog log, IAuditLog audit)
{
    /// <summary>The codes of all homes of a community, in the register's order.</summary>
    public async Task<Result<IReadOnlyList<DoorCode>>> ListAsync(string community, Actor actor, CancellationToken cancellation)
    {
        const string Action = "visit.listcodes";
        if (VisitRights.Table.Refusal(VisitCommand.ListCodes, actor, community) is { } denied)
        {
            return await log.RefuseAsync(actor, Action, community, denied, cancellation);
        }

        await audit.AppendAsync([log.Done(actor with { CommandKey = null }, Action, community, "", "")], cancellation);
        return Result.Of<IReadOnlyList<DoorCode>>([.. homes.Homes(community).Select(home => new DoorCode(home, codes.CodeOf(home.Id)))]);
    }
}
