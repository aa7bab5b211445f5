using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Web.Access;

namespace CommunityConsole.Web.Demo;

/// <summary>A made-up vote: what is asked, of whom, who has chosen what by now, and how far it has come.</summary>
/// <param name="Draft">As the chair prepared it.</param>
/// <param name="Until">Which state it is brought to.</param>
/// <param name="Choices">By the number on the roll.</param>
internal sealed record DemoVotePlan(VoteDraft Draft, VoteState Until, IReadOnlyDictionary<int, string> Choices)
{
    private static readonly string[] Phrases = ["青松 喜鹊", "白云 骆驼", "红枣 锦鲤", "春雨 蜻蜓", "石桥 黄牛", "金秋 山羊", "竹林 白鹅", "清泉 松鼠", "晚霞 海豚", "木船 燕子", "雪山 蝴蝶", "麦田 兔子"];

    private static readonly (string Name, string Place, long Area, int? Account)[] People =
    [
        ("郑秀兰", "1 号楼 1 单元 101", 8_935, 1), ("王桂英", "1 号楼 1 单元 202", 8_935, 2), ("李建国", "1 号楼 2 单元 301", 11_240, 3),
        ("赵淑芬", "2 号楼 1 单元 102", 7_620, 4), ("孙德明", "2 号楼 2 单元 501", 9_410, 5), ("吴美玲", "3 号楼 1 单元 402", 13_475, 6),
        ("徐长顺", "3 号楼 2 单元 601", 8_880, 7), ("朱玉珍", "3 号楼 2 单元 602", 8_880, null), ("胡家声", "4 号楼 1 单元 101", 7_590, null),
        ("高凤仪", "4 号楼 2 单元 203", 10_125, null), ("董明远", "5 号楼 1 单元 302", 9_760, null), ("梁月娥", "5 号楼 2 单元 401", 12_050, null),
    ];

    /// <summary>The chair of them all.</summary>
    public static Actor Chair(string community) => new(new StaffId(DemoAccounts.IdOf(Role.CouncilChair)), "陈怀远", Role.CouncilChair, community);

    /// <summary>Who handed the tablet to those without an account.</summary>
    public static Actor Clerk(string community) => new(new StaffId(DemoAccounts.IdOf(Role.StationClerk)), "许文静", Role.StationClerk, community);

    /// <summary>The phrase on the ballot of that number on the roll.</summary>
    public static string PhraseOf(int number) => Phrases[number - 1];

    /// <summary>The newest last. The times are counted from the demo's first start; votes that opened keep them.</summary>
    public static IReadOnlyList<DemoVotePlan> All(Func<string, DateTimeOffset> earliest, DateTimeOffset now) =>
    [
        new(DraftOf("是否同意把每月的楼栋议事会改到周六上午？", VoteMode.NamedTurnout, "procedural", now, now.AddDays(1)), VoteState.Announced, Chosen("for for for against for for abstain for for against for")),
        new(DraftOf("是否同意动用维修资金更换 3 号楼的两部电梯？", VoteMode.NamedTurnout, "owners-major", earliest("owners-major").AddHours(9), earliest("owners-major").AddDays(14)), VoteState.Prepared, Chosen("")),
        new(
            DraftOf("今年的“好邻居”选哪一户？", VoteMode.Secret, "procedural", now, now.AddDays(21)) with
            {
                Options = [new("house-zhou", "7 号楼周家：常年给独居老人送饭"), new("house-he", "9 号楼何家：义务修了一年的自行车"), new("house-luo", "2 号楼罗家：带大家把荒地种成菜园"), VoteOption.OfMotion[^1]],
            },
            VoteState.Open, Chosen("- house-zhou house-he - - house-zhou - house-luo house-zhou house-zhou")),
        new(DraftOf("是否同意在 3 号楼东侧建电动车充电棚？", VoteMode.Named, "procedural", now, now.AddDays(14)), VoteState.Open, Chosen("- for for - against - - for abstain for")),
    ];

    /// <summary>A motion put to the demo's roll: all twelve, or the seven who have an account.</summary>
    public static VoteDraft DraftOf(string question, VoteMode mode, string profile, DateTimeOffset opens, DateTimeOffset closes, bool accountsOnly = false) => new(
        question, [], mode, profile, MayChange: false, opens, closes,
        [new StaffId(DemoAccounts.IdOf(Role.Scrutineer)), new StaffId(DemoAccounts.IdOf(Role.Scrutineer, 2))],
        [.. People.Where(person => !accountsOnly || person.Account is not null).Select(person => new RollRow(person.Name, person.Place, 1, person.Area, person.Account is { } number ? new StaffId(DemoAccounts.IdOf(Role.Resident, number)) : null, null))]);

    // In the order of the roll; "-" has not voted.
    private static Dictionary<int, string> Chosen(string options) => options.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((option, index) => (option, Number: index + 1)).Where(one => one.option != "-").ToDictionary(one => one.Number, one => one.option);
}
