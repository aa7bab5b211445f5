using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Access;

/// <summary>One fictional person per role of the demo community.</summary>
internal sealed class DemoAccounts : IAccounts
{
    private static readonly Dictionary<Role, string> Names = new()
    {
        [Role.SocialWorker] = "林晓芸",
        [Role.GridManager] = "周建平",
        [Role.CouncilChair] = "陈怀远",
        [Role.Scrutineer] = "沈一诺",
        [Role.RepairWorker] = "马大勇",
        [Role.StationClerk] = "许文静",
        [Role.Resident] = "郑秀兰",
        [Role.Administrator] = "顾明",
    };

    public static ConsoleUser Of(Role role) => new()
    {
        Id = "demo-" + role,
        UserName = Names[role],
        DisplayName = Names[role],
        Role = role,
        Community = "demo",
        Demo = true,
    };

    public Task<ConsoleUser?> FindAsync(StaffId id, CancellationToken cancellation) =>
        Task.FromResult(Names.Keys.Select(Of).FirstOrDefault(user => user.Id == id.Value));
}
