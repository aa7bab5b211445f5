using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>Says what the demo's people speak, have learned and hold keys to; once everything is up. What somebody has written by hand stays.</summary>
internal sealed class DemoProfiles(
    IStaffProfileStore store, StaffProfiles profiles, StaffDirectory staff, HomeDirectory homes, CommandLog log, IOptions<DemoOptions> demo, IOptions<CommunityOptions> community) : IHostedLifecycleService
{
    // Languages and skills; where the post is, by the number of the building; a key to every so many homes of that building's cell.
    private static readonly Dictionary<string, (string[] Languages, string[] Skills, int Post, int KeyEvery)> People = new()
    {
        [DemoAccounts.IdOf(Role.SocialWorker)] = (["普通话", "上海话"], ["急救"], 0, 3),
        ["demo-colleague-1"] = (["普通话", "粤语"], ["护理"], 2, 4),
        ["demo-colleague-2"] = (["普通话", "吴语", "四川话"], [], 4, 0),
        [DemoAccounts.IdOf(Role.GridManager)] = (["普通话", "吴语"], ["急救"], 1, 5),
        ["demo-colleague-3"] = (["普通话", "四川话"], ["心理疏导"], 3, 0),
        [DemoAccounts.NeighbourIdOf(Role.SocialWorker)] = (["普通话", "粤语"], ["急救"], 0, 3),
    };

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled)
        {
            return;
        }

        foreach (var member in new[] { community.Value.Id, DemoWorld.NeighbourOf(community.Value.Id) }.SelectMany(staff.Goers))
        {
            if (profiles.Of(member).Version == 0 && ProfileOf(member) is { } profile
                && await store.SaveAsync(profile, log.Done(Actor.Program(member.Community), "profile.write", $"staff:{member.Id}", "", "demo"), cancellationToken))
            {
                await profiles.LoadAsync(cancellationToken);
            }
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private StaffProfile? ProfileOf(StaffMember member)
    {
        var buildings = homes.Buildings(member.Community);
        if (buildings.Count == 0 || !People.TryGetValue(member.Id.Value, out var said))
        {
            return null;
        }

        var post = buildings[said.Post % buildings.Count];
        return new StaffProfile(member.Id, member.Community)
        {
            Languages = said.Languages,
            Skills = said.Skills,
            PostCell = post.Cell,
            PostBuilding = post.Id,
            Keys = said.KeyEvery == 0 ? [] : [.. homes.Homes(member.Community).Where(home => home.Cell == post.Cell).Where((_, at) => at % said.KeyEvery == 0).Select(home => home.Id).Take(20)],
            Version = 1,
        };
    }
}
