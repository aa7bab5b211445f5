using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using static CommunityConsole.Core.Tests.MutualHelp.HelpRoom;

namespace CommunityConsole.Core.Tests.MutualHelp;

/// <summary>Anybody does anything in any order: whatever comes of it, what must always hold holds.</summary>
public sealed class HelpOrderTests
{
    private static readonly Actor[] People = [Zheng, Li, Wu, Xu, Lin, Zhou, Stranger, Zheng with { Id = new StaffId("gu"), Name = "顾明", Role = Role.Administrator }];

    [Fact]
    public async Task RandomOrders_NeverBreakWhatMustHold()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            await RunAsync(random, $"seed {seed} round {round}");
        }
    }

    private static async Task RunAsync(Random random, string where)
    {
        var room = new HelpRoom();
        await room.Desk.OfferAsync(Any, Li, default);
        await room.Desk.OfferAsync(Any, Wu, default);
        var id = (random.Next(2) == 0 ? await room.AskAsync() : await room.Desk.AskForAsync("孙德明", "h1", Walk, Xu, default)).Value.Id;
        for (var step = 0; step < 40; step++)
        {
            var (before, record) = (room.Now(id), room.Hours.Records.TryGetValue(id, out var had) ? had : default(HelpState?));
            var actor = People[random.Next(People.Length)];
            var result = await StepAsync(room, id, actor, random);
            var after = room.Now(id);
            var what = $"{where} step {step}: {before.State} -> {after.State} by {actor.Name}: {result}";

            // One step, one line; what is refused writes nothing, but that serving and filing are two.
            Assert.True(after.Version == after.Steps.Count && after.Version - before.Version is 0 or 1 or 2 or 3, what);
            Assert.True(after.State == before.State || Reaches(before.State, after.State), what);
            Assert.True(after.State is not (HelpState.Agreed or HelpState.Served or HelpState.Filed or HelpState.Settled) || after.IsAgreed, what);
            Assert.True(after.Helper is null || !after.Helper.Is(after.Receiver), what);
            Assert.True(room.Hours.Settled.GetValueOrDefault(id) <= 1, what);
            Assert.True(after.State != HelpState.Settled || room.Hours.Records[id] == HelpState.Settled, what);
            Assert.True(result is "time" or "bank" || (actor.Community == "demo" && actor.Role != Role.Administrator) || after == before, what);
            foreach (var one in People)
            {
                var sees = HelpSight.Of(after, one).Request;
                Assert.True(sees.Wish.Phone.Length == 0 || after.Receiver.Account == one.Id || (after.IsAgreed && after.Helper?.Account == one.Id), what);
                Assert.True(sees.HelperPhone.Length == 0 || after.Helper?.Account == one.Id || (after.IsAgreed && after.Receiver.Account == one.Id), what);
            }

            Assert.True(record is not (HelpState.Rejected or HelpState.Reversed) || room.Hours.Records[id] == record, what);
        }

        Assert.Equal(room.Now(id), Assert.Single(await room.Store.ListAsync(default)));
    }

    private static async Task<string> StepAsync(HelpRoom room, HelpId id, Actor actor, Random random)
    {
        switch (random.Next(12))
        {
            case 0: return Text(await room.Desk.ProposeAsync(id, random.Next(2) == 0 ? Li.Id : Wu.Id, actor, default));
            case 1: return Text(await room.Desk.ProposeAsync(id, actor.Id, actor, default));
            case 2 or 3: return Text(await room.Desk.AgreeAsync(id, actor, default));
            case 4: return random.Next(3) == 0 ? Text(await room.Desk.DeclineAsync(id, "", actor, default)) : "";
            case 5: return random.Next(8) == 0 ? Text(await room.Desk.CancelAsync(id, "", actor, default)) : "";
            case 6 or 7: return Text(await room.Served.ServeAsync(id, 30 * random.Next(1, 4), actor, default));
            case 8: return Text(await room.Served.ConfirmAsync(id, random.Next(2) == 0 ? MadeUpHours.Code : "1", actor, default));
            case 9: return Text(random.Next(3) == 0 ? await room.Served.RejectAsync(id, "没有来", actor, default) : await room.Served.DisputeAsync(id, "时间不对", actor, default));
            case 10:
                room.Time.Advance(TimeSpan.FromHours(random.Next(1, 40)));
                await room.Sweep.FollowAsync(default);
                await room.Sweep.RunAsync(default);
                return "time";
            default:
                // The other door of the bank: a ruling, and a bank that has no time just now.
                if (room.Hours.Records.TryGetValue(id, out var state) && state == HelpState.Disputed)
                {
                    room.Hours.Records[id] = random.Next(2) == 0 ? HelpState.Upheld : HelpState.Reversed;
                    await room.Sweep.FollowAsync(default);
                }

                room.Hours.Refusal = random.Next(4) == 0 ? new MadeUpHours.NoMinutes() : null;
                return "bank";
        }
    }

    // Along the table, by whomever, in at most three moves: served and filed are one command, confirmed, disputed and ruled on may be one look.
    private static bool Reaches(HelpState from, HelpState to, int most = 3) => most > 0
        && (from, Enum.GetValues<HelpMove>()).Item2.SelectMany(move => Enum.GetValues<HelpSide>().Select(side => HelpTable.Next(from, move, side))).OfType<HelpState>().Distinct()
            .Any(next => next == to || (next != from && Reaches(next, to, most - 1)));

    private static string Text(Result<HelpRequest> result) => result.Problem?.Code ?? "ok";
}
