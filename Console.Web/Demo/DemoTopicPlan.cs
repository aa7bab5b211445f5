using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;

namespace CommunityConsole.Web.Demo;

/// <summary>The made-up topics: one closed, one being carried out, one whose vote can open now, one whose notice runs, one whose meeting begins, one to be written, two to be screened, one refused, one joined.</summary>
internal sealed class DemoTopicPlan(
    TopicDesk desk, TopicTaskDesk tasks, TopicBoard board, VoteDesk votes, BallotDesk ballots, VoteArchive archive, RuleProfiles profiles, EstateCalendar calendar, PastClock clock, DateTimeOffset now, string community)
{
    /// <summary>The topic whose vote the chair can open at once.</summary>
    public const string ReadyTitle = "在 3 号楼东侧建电动车充电棚";

    /// <summary>The topic whose resolution carries the first rules of the points bank.</summary>
    public const string PointsTitle = "试行社区积分";

    /// <summary>The topic whose resolution carries the second ones.</summary>
    public const string PointsRevisionTitle = "修订积分规则";

    private Actor Chair => DemoVotePlan.Chair(community);

    private Actor Clerk => DemoVotePlan.Clerk(community);

    private Actor Manager => new(new StaffId(DemoAccounts.IdOf(Role.GridManager)), "周建平", Role.GridManager, community);

    private Actor Worker => new(new StaffId(DemoAccounts.IdOf(Role.RepairWorker)), "马大勇", Role.RepairWorker, community);

    /// <summary>The people whom the steps name.</summary>
    public static IEnumerable<StaffMember> People(string community) =>
    [
        new(new StaffId(DemoAccounts.IdOf(Role.CouncilChair)), "陈怀远", Role.CouncilChair, community, Disabled: false),
        new(new StaffId(DemoAccounts.IdOf(Role.Scrutineer)), "沈一诺", Role.Scrutineer, community, Disabled: false),
        new(new StaffId(DemoAccounts.IdOf(Role.Scrutineer, 2)), "唐启明", Role.Scrutineer, community, Disabled: false),
        new(new StaffId(DemoAccounts.IdOf(Role.RepairWorker)), "马大勇", Role.RepairWorker, community, Disabled: false),
    ];

    /// <summary>Makes them, the oldest first.</summary>
    public async Task MakeAsync(CancellationToken cancellation)
    {
        await ClosedAsync(cancellation);
        await UnderWayAsync(cancellation);
        await ReadyAsync(cancellation);
        await NoticeAsync(cancellation);
        await MeetingAsync(cancellation);
        At(1.5);
        var pit = await ProposeAsync("楼道堆物怎么清", "3、5 号楼楼道里堆着旧家具，消防检查提过两次。想定一个清理日和以后的规矩。", Resident(4, "赵淑芬"), cancellation);
        At(1);
        Must(await desk.TakeAsync(pit, "涉及多栋楼，属于议事范围。", Chair, cancellation));
        At(0.3);
        Must(await desk.ProposeAsync("给 2 单元门口加扶手", "下雨天台阶滑，老人上下不方便。", "高凤仪", Clerk, cancellation));
        At(0.1);
        await ProposeAsync("小广场晚上九点后关音响", "跳舞的音响影响孩子睡觉，想定一个结束时间。", Resident(1, "郑秀兰"), cancellation);
        await PointsRulesAsync(cancellation);
        clock.Now = now;
    }

    // The two resolutions that carry the rules of the points bank.
    private async Task PointsRulesAsync(CancellationToken cancellation)
    {
        At(215);
        var first = await ProposeAsync(PointsTitle, "想让出力的人得到一点回报：什么事给几分、几分换什么，大家定。", Resident(2, "王桂英"), cancellation);
        At(214);
        Must(await desk.TakeAsync(first, "关系到全体居民，属于议事范围。", Chair, cancellation));
        await DecideAsync(first, 213, "是否同意试行社区积分规则（第 1 版）？", "for for for for for abstain for", cancellation);
        Must(await desk.PlanAsync(first, new TopicPlanned(calendar.Day(now).Year, "试行社区积分，规则公示七天后施行"), Chair, cancellation));
        At(26);
        var second = await ProposeAsync(PointsRevisionTitle, "超市券最受欢迎，议事会来的人还不多：想把开会的分提高一点，再加一种小额兑换。", Resident(4, "赵淑芬"), cancellation);
        At(25);
        Must(await desk.TakeAsync(second, "修改积分规则须经议事会决议。", Chair, cancellation));
        await DecideAsync(second, 24, "是否同意积分规则第 2 版？", "for for for against for for for", cancellation);
        Must(await desk.PlanAsync(second, new TopicPlanned(calendar.Day(now).Year, "积分规则第 2 版公示七天后施行"), Chair, cancellation));
    }

    private async Task ClosedAsync(CancellationToken cancellation)
    {
        At(75);
        var id = await ProposeAsync("2 号楼门厅加座椅和扶手", "等电梯的老人没地方坐。", Resident(2, "王桂英"), cancellation);
        At(74);
        Must(await desk.TakeAsync(id, "费用在公共收益里，属于议事范围。", Chair, cancellation));
        await DecideAsync(id, 73, "是否同意用公共收益给 2 号楼门厅加装座椅和扶手（不超过 3000 元）？", "for for for for against for for", cancellation);
        Must(await desk.PlanAsync(id, new TopicPlanned(calendar.Day(now).Year, "2 号楼门厅加装座椅两张、扶手一段"), Chair, cancellation));
        Must(await tasks.AddAsync(id, new TaskTerms("选样式、比三家价格", Worker.Id, null, Day(50)), Manager, cancellation));
        Must(await tasks.AddAsync(id, new TaskTerms("安装并验收", null, RepairUnits.PropertyEngineering.Value, Day(40)), Manager, cancellation));
        At(52);
        Must(await tasks.FinishAsync(id, 1, "选定防滑款，报价 2640 元，公示在门厅。", Worker, cancellation));
        At(42);
        Must(await tasks.RemarkAsync(id, 2, "扶手装高了一点，请再看看。", Resident(2, "王桂英"), cancellation));
        At(41);
        Must(await tasks.FinishAsync(id, 2, "已安装，扶手按代表意见降低 5 厘米。", Manager, cancellation));
        At(40);
        Must(await desk.CloseAsync(id, "门厅座椅和扶手已启用，实际花费 2640 元。", Chair, cancellation));
    }

    private async Task UnderWayAsync(CancellationToken cancellation)
    {
        At(40);
        var id = await ProposeAsync("北门改成人车分流", "早高峰送孩子的人和车挤在北门，出过两次剐蹭。", Resident(3, "李建国"), cancellation);
        At(39);
        Must(await desk.TakeAsync(id, "影响全小区出入，属于议事范围。", Chair, cancellation));
        await DecideAsync(id, 38, "是否同意北门实行人车分流？", "for for for abstain for for against", cancellation);
        Must(await desk.PlanAsync(id, new TopicPlanned(calendar.Day(now).Year, "北门完成人车分流：隔离栏、标线和指示牌"), Chair, cancellation));
        Must(await tasks.AddAsync(id, new TaskTerms("划标线、装指示牌", null, RepairUnits.Municipal.Value, Day(12)), Manager, cancellation));
        Must(await tasks.AddAsync(id, new TaskTerms("装隔离栏", Worker.Id, null, Day(5)), Manager, cancellation));
        Must(await tasks.AddAsync(id, new TaskTerms("高峰时段值守两周", null, RepairUnits.PropertySecurity.Value, Day(-14)), Manager, cancellation));
        At(13);
        Must(await tasks.FinishAsync(id, 1, "标线和四块指示牌已完成。", Manager, cancellation));
        At(2);
        Must(await tasks.RemarkAsync(id, 2, "隔离栏还没有到货，孩子们还在绕行。", Resident(3, "李建国"), cancellation));
    }

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        At(13);
        var id = await ProposeAsync(ReadyTitle, "电动车都在楼下飞线充电，不安全。想在 3 号楼东侧空地建一处充电棚。", Resident(5, "孙德明"), cancellation);
        At(12.5);
        var same = await ProposeAsync("给电动车找个充电的地方", "楼下飞线充电太危险。", Resident(6, "吴美玲"), cancellation);
        var rent = await ProposeAsync("把物业费降到每平方米五毛", "希望便宜一点。", Resident(7, "徐长顺"), cancellation);
        At(12);
        Must(await desk.TakeAsync(id, "涉及公共场地和消防安全，属于议事范围。", Chair, cancellation));
        Must(await desk.JoinAsync(same, id, "说的是同一件事，合在一起议。", Chair, cancellation));
        Must(await desk.RefuseAsync(rent, "物业费由业主大会与物业公司签订合同决定，不在议事会范围；已转告业委会。", Chair, cancellation));
        At(10);
        await PublishAsync(id, "是否同意在 3 号楼东侧建一处电动车充电棚？", 14, cancellation);
        Must(await desk.CallAsync(id, new TopicCalled("孙德明说明提议\n消防专家意见\n位置、费用和管理\n表决", "社区活动室", Later(board.Find(id)!.NoticeUntil, now.AddHours(-1))), Chair, cancellation));
        clock.Now = board.Find(id)!.Meeting!.At;
        Must(await desk.AttendAsync(id, new HashSet<int> { 1, 2, 3, 4, 5, 7 }, Chair, cancellation));
        Must(await desk.MinuteAsync(id, Minutes("充电棚离住宅六米以上，费用由运营商承担，晚十一点断电。", "消防 李工", "要有喷淋和自动断电，棚顶用不燃材料。"), Chair, cancellation));
    }

    private async Task NoticeAsync(CancellationToken cancellation)
    {
        At(6);
        var id = await ProposeAsync("儿童滑梯换新", "滑梯裂了两道口子，孩子会划伤。", Resident(6, "吴美玲"), cancellation);
        At(5);
        Must(await desk.TakeAsync(id, "公共设施，属于议事范围。", Chair, cancellation));
        At(2);
        await PublishAsync(id, "是否同意更换儿童滑梯，费用从公共收益支出？", 20, cancellation);
    }

    private async Task MeetingAsync(CancellationToken cancellation)
    {
        At(12);
        var id = await ProposeAsync("活动室开放到晚上九点", "下班后想去看书下棋，活动室六点就锁门了。", Resident(7, "徐长顺"), cancellation);
        At(11);
        Must(await desk.TakeAsync(id, "公共场所的开放时间，属于议事范围。", Chair, cancellation));
        At(10);
        await PublishAsync(id, "是否同意活动室每天开放到晚上九点，由志愿者轮流看门？", 14, cancellation);
        Must(await desk.CallAsync(id, new TopicCalled("徐长顺说明提议\n志愿者排班\n表决", "社区活动室", Later(board.Find(id)!.NoticeUntil, now.AddMinutes(-10))), Chair, cancellation));
    }

    // From the notice to the announcement, in ten days; the clock stands at its end afterwards.
    private async Task DecideAsync(TopicId id, double days, string question, string choices, CancellationToken cancellation)
    {
        At(days);
        var vote = await PublishAsync(id, question, 14, cancellation);
        Must(await desk.CallAsync(id, new TopicCalled("提议人说明\n讨论\n表决", "社区活动室", board.Find(id)!.NoticeUntil.AddHours(19)), Chair, cancellation));
        clock.Now = board.Find(id)!.Meeting!.At;
        Must(await desk.AttendAsync(id, new HashSet<int> { 1, 2, 3, 4, 6, 7 }, Chair, cancellation));
        Must(await votes.OpenAsync(vote, Chair, cancellation));
        var roll = Must(await archive.RollAsync(vote, Chair, cancellation));
        foreach (var (choice, index) in choices.Split(' ').Select((choice, index) => (choice, index)))
        {
            clock.Now = clock.Now.AddMinutes(1);
            var entry = roll[index].Entry;
            Must(await ballots.CastAsync(vote, new Ballot(choice, "demo"), new Actor(entry.Account!.Value, entry.Name, Role.Resident, community), cancellation));
        }

        Must(await votes.CloseAsync(vote, Chair, cancellation));
        Must(await votes.AnnounceAsync(vote, Chair, cancellation));
        clock.Now = clock.Now.AddHours(2);
        Must(await desk.MinuteAsync(id, Minutes("提议人说明情况，到会代表发言五人，无重大分歧。", "物业 周工", "施工两天，不影响通行。"), Chair, cancellation));
    }

    private async Task<VoteId> PublishAsync(TopicId id, string question, int days, CancellationToken cancellation)
    {
        var opens = votes.Earliest(profiles.Find("council")!.OfTopic());
        var draft = DemoVotePlan.DraftOf(question, VoteMode.Named, "council", opens, opens.AddDays(days), accountsOnly: true);
        return Must(await desk.PublishAsync(id, draft, null, "", Chair, cancellation)).Vote!.Value;
    }

    private async Task<TopicId> ProposeAsync(string title, string text, Actor by, CancellationToken cancellation) => Must(await desk.ProposeAsync(title, text, "", by, cancellation)).Id;

    private static TopicMinuted Minutes(string words, string expert, string opinion) => new(words, "", [new ExpertOpinion(expert, opinion)]);

    private Actor Resident(int number, string name) => new(new StaffId(DemoAccounts.IdOf(Role.Resident, number)), name, Role.Resident, community);

    private void At(double daysAgo) => clock.Now = now.AddDays(-daysAgo);

    private DateOnly Day(int daysAgo) => calendar.Day(now.AddDays(-daysAgo));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // What the desks refuse is a mistake in this plan.
    private static T Must<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Problem.Message.En);
}
