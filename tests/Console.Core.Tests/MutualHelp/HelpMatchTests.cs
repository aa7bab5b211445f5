using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.MutualHelp;
using static CommunityConsole.Core.Tests.MutualHelp.HelpRoom;

namespace CommunityConsole.Core.Tests.MutualHelp;

/// <summary>Who could help, in which order, and why.</summary>
public sealed class HelpMatchTests
{
    private static readonly HelpCandidate Plain = new(Offer("m", "莫"), HelpTime.Free, new Way(Nearness.Near, 200), true, "", null, null, 1, false);

    /// <summary>One person and one who is better in the earlier of two things, though worse in all that come after it.</summary>
    public static TheoryData<string, HelpCandidate, HelpCandidate> Pairs() => new()
    {
        { "time before language", Plain with { Load = 9 }, Plain with { Time = HelpTime.Other, Language = "粤语" } },
        { "nothing promised then before language", Plain, Plain with { Time = HelpTime.Taken, Language = "粤语" } },
        { "reach before language", Plain, Plain with { IsInReach = false, Language = "粤语" } },
        { "first aid before language", Plain with { FirstAid = true }, Plain with { FirstAid = false, Language = "粤语" } },
        { "a woman as wished before language", Plain with { Sex = true }, Plain with { Sex = false, Language = "粤语" } },
        { "not declined before language", Plain, Plain with { HasDeclined = true, Language = "粤语" } },
        { "one thing missing before two", Plain with { IsInReach = false, Load = 9 }, Plain with { IsInReach = false, Time = HelpTime.Other, Load = 0 } },
        { "language before way", Plain with { Language = "粤语", Way = Way.Unknown }, Plain with { Way = new Way(Nearness.SameBuilding, 0) } },
        { "way before load", Plain with { Load = 9 }, Plain with { Way = new Way(Nearness.Far, 900), Load = 0 } },
        { "load before metres", Plain with { Load = 0, Way = new Way(Nearness.Near, 300) }, Plain with { Way = new Way(Nearness.Near, 10) } },
        { "metres before name", Plain with { Way = new Way(Nearness.Near, 10) }, Plain with { Offer = Offer("a", "一") } },
        { "name last", Plain with { Offer = Offer("z", "一") }, Plain },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Rank_TwoPeople_TheEarlierQuestionDecides(string what, HelpCandidate better, HelpCandidate worse)
    {
        Assert.True(HelpMatch.Order.Compare(better, worse) < 0, what);
        Assert.Equal(better, HelpMatch.Rank([worse, better])[0]);
    }

    [Fact]
    public void Rank_AnyPeopleInAnyOrder_IsOneOrder()
    {
        var random = new Random();
        for (var round = 0; round < 200; round++)
        {
            var people = Enumerable.Range(0, 10).Select(number => Plain with
            {
                Offer = Offer($"p{number}", "人" + random.Next(3)),
                Time = (HelpTime)random.Next(3),
                Way = new Way((Nearness)random.Next(4), random.Next(2) == 0 ? null : random.Next(50)),
                Language = random.Next(2) == 0 ? "" : "粤语",
                Load = random.Next(3),
                HasDeclined = random.Next(4) == 0,
            }).ToArray();
            var ranked = HelpMatch.Rank(people);
            for (var at = 0; at < ranked.Count; at++)
            {
                Assert.All(ranked.Skip(at + 1), later => Assert.True(HelpMatch.Order.Compare(ranked[at], later) < 0 && HelpMatch.Order.Compare(later, ranked[at]) > 0));
            }

            random.Shuffle(people);
            Assert.Equal(ranked, HelpMatch.Rank(people));
        }
    }

    [Theory]
    [InlineData(DayOfWeek.Wednesday, 9, 12, true)]
    [InlineData(DayOfWeek.Wednesday, 10, 11, true)]    // to the minute
    [InlineData(DayOfWeek.Wednesday, 11, 12, false)]   // begins after it
    [InlineData(DayOfWeek.Wednesday, 8, 10, false)]    // ends before it is over
    [InlineData(DayOfWeek.Tuesday, 8, 20, false)]      // UTC would be the same day, the estate's clock decides
    public void Times_HoldTheWholeHour_ByTheEstatesClock(DayOfWeek day, int from, int until, bool holds) =>
        Assert.Equal(holds, new HelpTimes([day], new TimeOnly(from, 0), new TimeOnly(until, 0)).Hold(Calendar.Local(Walk.At).DateTime, Walk.Minutes));

    [Fact]
    public void Times_PastMidnight_HoldNothing() =>
        Assert.False(new HelpTimes([DayOfWeek.Monday, DayOfWeek.Tuesday], new TimeOnly(0, 0), new TimeOnly(23, 59)).Hold(new DateTime(2026, 11, 23, 23, 30, 0), 60));

    [Fact]
    public async Task Helpers_OnlyWhoOffersIt_NearestFirst_EachWithReasonsInWords()
    {
        var room = new HelpRoom();
        await room.Desk.OfferAsync(Any with { Building = "30" }, Li, default);
        await room.Desk.OfferAsync(Any with { Building = "8", Languages = ["上海话"] }, Wu, default);
        await room.Desk.OfferAsync(Any with { Services = [2] }, Zheng with { Id = new StaffId("other") }, default);
        await room.Desk.OfferAsync(Any, Zheng, default);   // nobody helps oneself
        var id = (await room.AskAsync(Walk with { Languages = ["沪语"], Helper = HelpSex.Female })).Value.Id;

        var people = room.Reader.Helpers(id, Zheng);

        Assert.Equal(["wu", "li"], people.Select(person => person.Offer.Helper.Value));
        Assert.Equal("那时有空 · 性别合意 · 会上海话 · 110 米，步行约 2 分钟 · 近日未约", people[0].Why.Zh);
        Assert.Contains("no language in common", people[1].Why.En, StringComparison.Ordinal);
        Assert.All(people, person => Assert.True(person.Offer is { Name: "吴**" or "李**", Terms.Phone: "" }));
        Assert.Empty(room.Reader.Helpers(id, Li));
    }

    [Fact]
    public async Task Helpers_WhoHasPromisedThatHour_IsNotFree_AndIsAfterwards()
    {
        var room = new HelpRoom();
        await room.Desk.OfferAsync(Any, Li, default);
        var first = (await room.AskAsync()).Value.Id;
        await room.Desk.ProposeAsync(first, Li.Id, Li, default);
        var overlapping = (await room.AskAsync(Walk with { At = Walk.At.AddMinutes(59) })).Value.Id;
        var after = (await room.AskAsync(Walk with { At = Walk.At.AddMinutes(60) })).Value.Id;

        Assert.Empty(room.Reader.Helpers(overlapping, Zheng));
        Assert.Equal(1, Assert.Single(room.Reader.Helpers(after, Zheng)).Load);
    }

    [Theory]
    [InlineData(HelpReach.Building, "7", true)]
    [InlineData(HelpReach.Building, "8", false)]
    [InlineData(HelpReach.Cell, "8", true)]
    [InlineData(HelpReach.Cell, "30", false)]
    [InlineData(HelpReach.Community, "30", true)]
    public async Task Open_ShowsANeighbour_OnlyWhatLiesWithinReach_WithoutNameNumberOrDoor(HelpReach reach, string building, bool shown)
    {
        var room = new HelpRoom();
        await room.Desk.OfferAsync(Any with { Reach = reach }, Li, default);
        await room.AskAsync(Walk with { Building = building, Note = "找 13812348000，301 室" });

        var mine = await room.Reader.WatchMineAsync(Li, default).FirstAsync();

        Assert.Equal(shown, mine.Open.Count == 1);
        Assert.All(mine.Open, open => Assert.Equal(("郑**", "", "", "找 138****00，*** 室"), (open.View.Request.Receiver.Name, open.View.Request.Wish.Phone, open.View.Request.Wish.Door, open.View.Request.Wish.Note)));
    }

    [Fact]
    public async Task Board_WhoNobodyCouldHelp_StandsAbove_WithThoseWhoAlmostCould()
    {
        var room = new HelpRoom();
        await room.Desk.OfferAsync(Any, Li, default);
        await room.AskAsync();
        var late = (await room.AskAsync(Walk with { At = Walk.At.AddHours(10).AddDays(1) })).Value.Id;

        var lines = await room.Reader.WatchBoardAsync(Xu, default).FirstAsync();

        Assert.Equal(late, lines[0].View.Request.Id);
        Assert.True(lines[0].IsUnmatched && !lines[1].IsUnmatched);
        Assert.Contains("那时不在可服务时间", Assert.Single(lines[0].People).Why.Zh, StringComparison.Ordinal);
        Assert.Equal(1, room.Reader.Unmatched("demo"));
        Assert.Empty(await room.Reader.WatchBoardAsync(Li, default).ToListAsync());   // residents have no board
    }

    private static HelpOffer Offer(string id, string name) => new(new StaffId(id), "demo", name, Any, true, Noon, 1);
}
