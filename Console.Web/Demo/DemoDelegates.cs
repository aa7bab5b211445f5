using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>A made-up council of 25 with two gaps that can be seen: the delegate of building 9 has moved away, and too few are 60 and over. Once everything is up; what is there already is recognised by its key.</summary>
internal sealed class DemoDelegates(
    DelegateDesk desk, MakeUpDesk makeUp, DelegateReader reader, HomeDirectory homes, EstateCalendar calendar, IOptions<DemoOptions> demo, IOptions<CommunityOptions> community, TimeProvider time)
    : IHostedLifecycleService
{
    private const int FewestHomes = 12;
    private const string Source = "演示数据，虚构";

    // Of buildings 1 to 12; of the age bands; of the occupations: 2,200 people each.
    private static readonly int[] ByBuilding = [205, 180, 184, 178, 186, 182, 176, 190, 188, 176, 179, 176];
    private static readonly int[] ByAge = [520, 430, 560, 690];
    private static readonly int[] ByOccupation = [690, 260, 330, 130, 90, 520, 180];

    // Name, building, age band, occupation; the first seven have accounts.
    private static readonly (string Name, int Building, AgeBand Age, Occupation Occupation)[] People =
    [
        ("郑秀兰", 1, AgeBand.From60, Occupation.Retired), ("王桂英", 1, AgeBand.From60, Occupation.Retired), ("李建国", 1, AgeBand.From60, Occupation.Retired),
        ("赵淑芬", 2, AgeBand.From60, Occupation.Retired), ("孙德明", 2, AgeBand.From60, Occupation.Retired), ("吴美玲", 3, AgeBand.From45, Occupation.Company),
        ("徐长顺", 3, AgeBand.From60, Occupation.Retired), ("朱玉珍", 4, AgeBand.From45, Occupation.OwnBusiness), ("胡家声", 4, AgeBand.From45, Occupation.PublicService),
        ("高凤仪", 5, AgeBand.From45, Occupation.Company), ("董明远", 5, AgeBand.From35, Occupation.PublicService), ("梁月娥", 5, AgeBand.From45, Occupation.Other),
        ("许志强", 6, AgeBand.From45, Occupation.Company), ("邓雪梅", 6, AgeBand.From35, Occupation.Company), ("韩立新", 7, AgeBand.From45, Occupation.OwnBusiness),
        ("曹文静", 7, AgeBand.From35, Occupation.Other), ("彭小军", 8, AgeBand.From18, Occupation.Platform), ("曾丽华", 8, AgeBand.From35, Occupation.PublicService),
        ("萧雨晴", 8, AgeBand.From18, Occupation.Student), ("田国栋", 10, AgeBand.From35, Occupation.OwnBusiness), ("潘晓燕", 10, AgeBand.From18, Occupation.Company),
        ("袁志远", 11, AgeBand.From18, Occupation.Company), ("于海波", 11, AgeBand.From35, Occupation.Company), ("蒋思琪", 12, AgeBand.From18, Occupation.Company),
        ("蔡一帆", 12, AgeBand.From18, Occupation.OwnBusiness),
    ];

    private const int WithAccount = 7;

    private Actor Chair => DemoVotePlan.Chair(community.Value.Id);

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled || demo.Value.Homes < FewestHomes)
        {
            return;
        }

        await CountAsync(GroupKind.Building, place => ByBuilding[place % ByBuilding.Length], cancellationToken);
        await CountAsync(GroupKind.Age, place => ByAge[place], cancellationToken);
        await CountAsync(GroupKind.Occupation, place => ByOccupation[place], cancellationToken);
        foreach (var (place, person) in People.Index())
        {
            var account = place < WithAccount ? new StaffId(DemoAccounts.IdOf(Role.Resident, place + 1)) : (StaffId?)null;
            await AddAsync(person.Name, person.Building, new DelegatePerson(account, person.Age, person.Occupation), place % 9 == 8 ? DelegateChoice.PutForward : DelegateChoice.Elected, cancellationToken);
        }

        var moved = await AddAsync("魏建华", 9, new DelegatePerson(null, AgeBand.From60, Occupation.Retired), DelegateChoice.Elected, cancellationToken);
        Must(await desk.EndAsync(moved.Id, "搬离小区", Chair with { CommandKey = KeyOf("moved away") }, cancellationToken));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CountAsync(GroupKind kind, Func<int, int> people, CancellationToken cancellation)
    {
        var table = Must(reader.TableToReplace(kind, Chair));
        if (table.CountsHomes)
        {
            var groups = MakeUpTable.GroupsOf(kind, table.Community, homes);
            Must(await makeUp.ReplaceAsync(table with { Source = Source, Rows = [.. groups.Select((group, place) => new GroupCount(group, people(place)))] }, Chair, cancellation));
        }
    }

    private async Task<CouncilDelegate> AddAsync(string name, int building, DelegatePerson person, DelegateChoice chosen, CancellationToken cancellation)
    {
        var from = calendar.Day(time.GetUtcNow()).AddDays(-240);
        var entry = new DelegateEntry(name, building.ToString(System.Globalization.CultureInfo.InvariantCulture), from, from.AddYears(3).AddDays(-1), chosen, person);
        return Must(await desk.AddAsync(entry, Chair with { CommandKey = KeyOf(name) }, cancellation));
    }

    private Guid KeyOf(string what) => new CanonicalBytes().Add("demo delegate").Add(community.Value.Id).Add(what).ToGuid();

    // What the desks refuse is a mistake in this file.
    private static T Must<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Problem.Message.En);
}
