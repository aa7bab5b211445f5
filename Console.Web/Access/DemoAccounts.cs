using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Demo;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

/// <summary>Makes the fictional staff of the demo community at the start: one person per role to enter as, and colleagues to send.</summary>
internal sealed class DemoAccounts(
    IDbContextFactory<ConsoleDb> contexts, IOptions<DemoOptions> demo, IOptions<CommunityOptions> community) : IHostedService
{
    /// <summary>The second repair worker.</summary>
    public const string RepairColleague = "demo-colleague-4";

    /// <summary>Roles of the neighbour community that the one-click sign-in offers.</summary>
    public static readonly IReadOnlyList<Role> NeighbourRoles = [Role.SocialWorker, Role.GridManager];

    private static readonly (string Id, string Name, Role Role)[] People =
    [
        (IdOf(Role.SocialWorker), "林晓芸", Role.SocialWorker),
        (IdOf(Role.GridManager), "周建平", Role.GridManager),
        (IdOf(Role.CouncilChair), "陈怀远", Role.CouncilChair),
        (IdOf(Role.Scrutineer), "沈一诺", Role.Scrutineer),
        (IdOf(Role.RepairWorker), "马大勇", Role.RepairWorker),
        (IdOf(Role.StationClerk), "许文静", Role.StationClerk),
        (IdOf(Role.Resident), "郑秀兰", Role.Resident),
        (IdOf(Role.Administrator), "顾明", Role.Administrator),
        ("demo-colleague-1", "何书瑶", Role.SocialWorker),
        ("demo-colleague-2", "冯立伟", Role.SocialWorker),
        ("demo-colleague-3", "罗雅琴", Role.GridManager),
        (RepairColleague, "田志海", Role.RepairWorker),
        (IdOf(Role.Scrutineer, 2), "唐启明", Role.Scrutineer),
        (IdOf(Role.Resident, 2), "王桂英", Role.Resident),
        (IdOf(Role.Resident, 3), "李建国", Role.Resident),
        (IdOf(Role.Resident, 4), "赵淑芬", Role.Resident),
        (IdOf(Role.Resident, 5), "孙德明", Role.Resident),
        (IdOf(Role.Resident, 6), "吴美玲", Role.Resident),
        (IdOf(Role.Resident, 7), "徐长顺", Role.Resident),
    ];

    private static readonly (string Id, string Name, Role Role)[] Neighbours =
    [
        (NeighbourIdOf(Role.SocialWorker), "宋雨桐", Role.SocialWorker),
        (NeighbourIdOf(Role.GridManager), "丁国强", Role.GridManager),
    ];

    /// <summary>The account that the one-click sign-in of a role enters; there is a second scrutineer, and there are seven residents.</summary>
    public static string IdOf(Role role, int number = 1) => number == 1 ? $"demo-{role}" : string.Create(CultureInfo.InvariantCulture, $"demo-{role}-{number}");

    /// <summary>The account of the neighbour community with that role.</summary>
    public static string NeighbourIdOf(Role role) => "demo-neighbour-" + role;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Users.Select(user => user.Id).ToHashSetAsync(cancellationToken);
        var home = community.Value.Id;
        db.Users.AddRange(
            People.Select(person => Account(person, home))
                .Concat(Neighbours.Select(person => Account(person, DemoWorld.NeighbourOf(home))))
                .Where(account => !known.Contains(account.Id)));
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // No password: the only way in is the demo's own door, which exists only while the demo is on.
    private static ConsoleUser Account((string Id, string Name, Role Role) person, string community) => new()
    {
        Id = person.Id,
        UserName = person.Name,
        NormalizedUserName = person.Name.ToUpperInvariant(),
        DisplayName = person.Name,
        Role = person.Role,
        Community = community,
        Demo = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };
}
