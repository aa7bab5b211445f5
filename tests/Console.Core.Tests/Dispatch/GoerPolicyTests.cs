using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Dispatch;

/// <summary>Who should go, and why.</summary>
public sealed class GoerPolicyTests
{
    private static readonly Goer Plain = new(
        new StaffMember(new StaffId("m"), "莫", Role.SocialWorker, "demo", Disabled: false), GoerDuty.Worker, 1, new Way(Nearness.Near, 200), false, "", "");

    /// <summary>One person and one who is better in the earlier of two things, though worse in all that come after it.</summary>
    public static TheoryData<string, Goer, Goer> Pairs() => new()
    {
        { "duty before load", Plain with { Load = 9 }, Plain with { Duty = GoerDuty.Leads, Load = 0 } },
        { "leading before off", Plain with { Duty = GoerDuty.Leads, Load = 9 }, Plain with { Duty = GoerDuty.Off, Load = 0 } },
        { "load before way", Plain with { Load = 0, Way = Way.Unknown }, Plain with { Way = new Way(Nearness.SameBuilding, 0) } },
        { "way before key", Plain, Plain with { Way = new Way(Nearness.Far, 900), HasKey = true } },
        { "measured far before unknown", Plain with { Way = new Way(Nearness.Far, 9000) }, Plain with { Way = Way.Unknown, HasKey = true } },
        { "key before a minute's walk", Plain with { HasKey = true, Way = new Way(Nearness.Near, 300) }, Plain with { Way = new Way(Nearness.Near, 10), Language = "粤语" } },
        { "key before language", Plain with { HasKey = true }, Plain with { Language = "粤语", Skill = "急救" } },
        { "language before skill", Plain with { Language = "粤语" }, Plain with { Skill = "急救" } },
        { "skill before metres", Plain with { Skill = "急救" }, Plain with { Way = new Way(Nearness.Near, 10) } },
        { "metres before name", Plain with { Way = new Way(Nearness.Near, 10) }, Named("一") },
        { "measured before guessed", Plain, Plain with { Way = new Way(Nearness.Near, null) } },
        { "name last", Named("一"), Plain },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Rank_TwoPeople_TheEarlierQuestionDecides(string what, Goer better, Goer worse)
    {
        Assert.True(GoerPolicy.Order.Compare(better, worse) < 0, what);
        Assert.Equal(better, GoerPolicy.Rank([worse, better])[0]);
    }

    [Fact]
    public void Rank_AnyPeopleInAnyOrder_IsOneOrder()
    {
        var random = new Random(20261130);
        for (var round = 0; round < 300; round++)
        {
            var people = Enumerable.Range(0, 12).Select(number => Anybody(random, number)).ToArray();
            var ranked = GoerPolicy.Rank(people);
            for (var at = 0; at < ranked.Count; at++)
            {
                // Every pair, not only neighbours: an order that turns in a circle would pass otherwise.
                Assert.All(ranked.Skip(at + 1), later => Assert.True(GoerPolicy.Order.Compare(ranked[at], later) < 0 && GoerPolicy.Order.Compare(later, ranked[at]) > 0));
            }

            random.Shuffle(people);
            Assert.Equal(ranked, GoerPolicy.Rank(people));
        }
    }

    [Fact]
    public void Rank_NowhereWorseThanAnother_NeverStandsBelow()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var one = Anybody(random, 1);
            var better = Improved(random, one) with { Person = one.Person with { Id = new StaffId("z9"), Name = "龘" } };

            // The name alone speaks for the first: it decides only where nothing was better.
            var order = GoerPolicy.Order.Compare(better, one);
            Assert.True(order < 0 || (better with { Person = one.Person }) == one, $"{better.Why} / {one.Why}");
        }
    }

    [Fact]
    public void Why_EverythingCounts_IsOneShortSentence()
    {
        var goer = Plain with { Load = 0, Way = new Way(Nearness.SameBuilding, 0), HasKey = true, Language = "上海话" };

        Assert.Equal("在岗 · 空闲 · 同楼 · 有钥匙 · 会上海话", goer.Why.Zh);
        Assert.Equal("on duty · free · same building · has a key · speaks 上海话", goer.Why.En);
        Assert.Equal("不在岗 · 手上 2 次上门 · 位置不明", (Plain with { Duty = GoerDuty.Off, Load = 2, Way = Way.Unknown }).Why.Zh);
        Assert.Equal("带班 · 手上 1 次上门 · 200 米，步行约 4 分钟", (Plain with { Duty = GoerDuty.Leads }).Why.Zh);
    }

    [Fact]
    public void Way_ByWhatIsKnown_IsMeasuredOrSaidCoarsely()
    {
        var (here, near) = (Stands("b1", 30.5, 122.1), Stands("b2", 30.5018, 122.1));
        var east = new GridCellId("demo", "east");

        Assert.Equal(new Way(Nearness.SameBuilding, 0), Way.Of(new Spot(here, Cell), new Spot(here, Cell)));
        Assert.Equal(new Way(Nearness.Near, 200), Way.Of(new Spot(here, null), new Spot(near, Cell)));
        Assert.Equal(new Way(Nearness.Far, 1001), Way.Of(new Spot(here, east), new Spot(Stands("b3", 30.509, 122.1), east)));   // a cell may be long
        Assert.Equal(new Way(Nearness.Near, null), Way.Of(new Spot(null, east), new Spot(here, east)));
        Assert.Equal(new Way(Nearness.Far, null), Way.Of(new Spot(here with { Latitude = null }, new GridCellId("demo", "west")), new Spot(near, east)));
        Assert.Equal(Way.Unknown, Way.Of(new Spot(here, null), new Spot(null, east)));
        Assert.Equal(Way.Unknown, Way.Of(null, new Spot(here, east)));
        Assert.Equal(4, new Way(Nearness.Near, 200).Minutes);
    }

    [Fact]
    public void Way_EastOfHere_CountsTheNarrowingOfDegrees() =>
        Assert.Equal(96, Way.Of(new Spot(Stands("b1", 30.5, 122.1), null), new Spot(Stands("b2", 30.5, 122.101), null)).Metres);

    [Theory]
    [InlineData("上海话", "上海话，普通话也可以", "上海话")]
    [InlineData("沪语", "上海话", "沪语")]
    [InlineData("普通话", "不会说普通话，只会粤语", "")]
    [InlineData("普通话", "普通话，听力不好，请说慢一点", "普通话")]
    [InlineData("English", "英语", "English")]
    [InlineData("吴语", "上海话", "")]
    [InlineData("粤语", "", "")]
    public void Spoken_AgainstANote_IsTheLanguageItNames(string language, string note, string spoken) =>
        Assert.Equal(spoken, ProfilePolicy.Spoken([language], note));

    private static Goer Named(string name) => Plain with { Person = Plain.Person with { Id = new StaffId("a"), Name = name } };

    private static Building Stands(string id, double north, double east) => new("demo", id, id, Cell) { Latitude = north, Longitude = east };

    private static Goer Anybody(Random random, int number) => new(
        new StaffMember(new StaffId($"s{number}"), new[] { "林", "周", "何" }[random.Next(3)], Role.SocialWorker, "demo", Disabled: false),
        (GoerDuty)random.Next(3),
        random.Next(3),
        new[] { Way.Unknown, new Way(Nearness.SameBuilding, 0), new Way(Nearness.Near, null), new Way(Nearness.Far, null), new Way(Nearness.Near, random.Next(1, 300)), new Way(Nearness.Far, random.Next(310, 2000)) }[random.Next(6)],
        random.Next(2) == 0,
        random.Next(2) == 0 ? "" : "粤语",
        random.Next(2) == 0 ? "" : "急救");

    private static Goer Improved(Random random, Goer one) => one with
    {
        Duty = (GoerDuty)random.Next((int)one.Duty + 1),
        Load = random.Next(one.Load + 1),
        Way = random.Next(3) switch
        {
            0 => new Way(Nearness.SameBuilding, 0),
            1 when one.Way.Metres is { } metres => one.Way with { Metres = Math.Max(0, metres - random.Next(9)) },
            _ => one.Way,
        },
        HasKey = one.HasKey || random.Next(2) == 0,
        Language = one.Language.Length > 0 || random.Next(2) == 0 ? "粤语" : "",
        Skill = one.Skill.Length > 0 || random.Next(2) == 0 ? "急救" : "",
    };
}
