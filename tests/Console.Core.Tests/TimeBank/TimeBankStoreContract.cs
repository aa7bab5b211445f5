using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using static CommunityConsole.Core.Tests.TimeBank.TimeRoom;

namespace CommunityConsole.Core.Tests.TimeBank;

/// <summary>What every store of the time bank must do; run on the one in memory and on the one on disk.</summary>
public abstract class TimeBankStoreContract
{
    private static readonly RandomSigners Signers = new(
        TimeBankSigners.Of(TimeRole.Admin), TimeBankSigners.Of(TimeRole.Operator), TimeBankSigners.Of(TimeRole.Coordinator), TimeBankSigners.Of(TimeRole.Endorser),
        TimeBankSigners.Of(TimeRole.Pauser), TimeBankSigners.Of(TimeRole.Anchorer), new SignerId("ledger:nobody"));

    /// <summary>An empty one.</summary>
    protected abstract ITimeBankStore Open();

    /// <summary>The same bank as a program finds it that starts anew.</summary>
    protected virtual ITimeBankStore Reopen(ITimeBankStore store) => store;

    /// <summary>Whether what a killed program had not committed is gone.</summary>
    protected virtual bool CanBeKilled => false;

    /// <summary>How many random steps are tried.</summary>
    protected abstract int Steps { get; }

    [Fact]
    public async Task Everything_IsReadBackAsGiven()
    {
        var room = await OpenAsync(Open());
        var li = await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng, 1948);
        var record = await room.ServeAsync(zheng, 90);
        await room.Desk.ShowCodeAsync(await room.FileAsync(zheng, 30), Zheng, default);

        await room.Store.LookAsync(sight =>
        {
            Assert.Equal(7, sight.Last!.Number);
            Assert.Equal(sight.Last, sight.ByNumber(7), Same);
            Assert.Equal([5, 6], sight.OfOp(record).Select(entry => entry.Number));
            Assert.Equal([6, 5, 4], sight.EntriesOf(zheng, 7, 9).Select(entry => entry.Number));
            Assert.Equal([5, 7], sight.FiledBy(li).Select(entry => entry.Number));
            Assert.Equal([3, 2], sight.Entries(4, 2).Select(entry => entry.Number));
            Assert.Equal(7, sight.All().Count());
            var person = sight.PersonOf(Zheng.Id)!;
            Assert.Equal((zheng, "郑秀兰", "", 1948, Noon), (person.Account, person.Name, person.Home, person.BirthYear, person.JoinedAt));
            Assert.Equal(new TimeAccounts(new byte[32]).Of(person.Salt, person.Local), zheng);
            Assert.Equal(person.Account, sight.Person(zheng)!.Account);
            Assert.Equal(("陪聊天", Li.Id, true), sight.Word(sight.OfOp(record)[0].Note.Word!.Value) is { } word ? (word.Text, word.By, word.IsRight) : default);
            Assert.Equal("陪伴", Assert.Single(sight.Catalogue()).Name.Zh);
            Assert.Equal(Noon.AddMinutes(10), sight.Code(sight.FiledBy(li)[1].Op)!.Until);
            Assert.Equal("", sight.Code(sight.FiledBy(li)[1].Op)!.Shown);
            return true;
        }, default);
    }

    [Fact]
    public async Task Confirm_FiftyAtOnce_SettlesOnce()
    {
        var room = await OpenAsync(Open());
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        var record = await room.FileAsync(zheng, 40);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => room.Desk.ConfirmAsync(record, true, "", Xu with { CommandKey = Guid.NewGuid() }, default))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(new AlreadyProcessed(record), answer.Problem));
        Assert.Equal(-40, await room.BalanceAsync(zheng));
    }

    /// <summary>Any steps in any order, with crashes in between: what is on disk is what the pure rules say, and folds back to it.</summary>
    [Fact]
    public async Task RandomSteps_WithCrashes_AgreeWithTheRules()
    {
        var seed = Random.Shared.Next();
        var (random, chance) = (new RandomSteps(seed, Signers), new Random(seed));
        var (store, model, now, taken) = (Open(), TimeBankSigners.Beginning, Noon, 0);
        var opening = random.Opening().Where(step => step.Step is not SetRole).ToList();
        for (var at = 0; at < Steps;)
        {
            var (before, expected, decisions) = (model, new List<string>(), new List<Func<ITimeBankSight, Result<TimeBankChange>>>());
            for (var count = chance.Next(1, 120); count > 0; count--)
            {
                var (step, by) = at < opening.Count ? opening[at] : random.Next(model);
                at++;
                if (step is SetRole or AnchorLedger or RetireBank || by != TimeBankSigners.Of(TimeBankSigners.RoleOf(step)))
                {
                    continue;
                }

                now = now.AddSeconds(chance.Next(40_000));
                var (when, outcome) = (now, TimeBankRules.Take(model, step, by, now));
                model = outcome.Succeeded ? outcome.Value.State : model;
                expected.Add(outcome.Problem?.Code ?? $"{outcome.Value.Facts.Count}");
                decisions.Add(sight => TimeBankPolicy.Take(sight, step, when));
            }

            if (CanBeKilled && chance.Next(6) == 0)
            {
                // Killed in the middle of a transaction: nothing of it is there.
                await Assert.ThrowsAsync<KilledException>(() => store.GiveAsync([.. decisions, _ => throw new KilledException()], default));
                (model, store) = (before, Reopen(store));
                continue;
            }

            var given = await store.GiveAsync(decisions, default);
            Assert.True(expected.SequenceEqual(given.Select(each => each.Problem?.Code ?? $"{each.Value.Entries.Count}")), $"seed {seed}, step {at}");
            taken += given.Count(each => each.Succeeded);
            store = chance.Next(10) == 0 ? Reopen(store) : store;
        }

        await Reopen(store).LookAsync(sight =>
        {
            var folded = TimeBankFold.Of(sight.All().Select(entry => entry!));
            foreach (var state in new[] { sight.State, folded })
            {
                Assert.True(AreSame(model, state), $"seed {seed}");
            }

            Assert.True(taken > Steps / 10, $"seed {seed}: only {taken} steps were possible");
            Assert.Equal(0, folded.Members.Values.Sum(member => member.Balance) + folded.Pool);
            Assert.All(folded.Members.Values, member => Assert.True(member.Balance >= member.Floor));
            Assert.True(folded.Pool >= -folded.Cap);
            return true;
        }, default);
    }

    private static bool AreSame(TimeBankState one, TimeBankState other) =>
        one.Members.ToHashSet().SetEquals(other.Members) && one.Records.ToHashSet().SetEquals(other.Records) && one.Services.ToHashSet().SetEquals(other.Services)
        && one.Operations.SetEquals(other.Operations)
        && (one.MemberTotal, one.Pool, one.Cap, one.Paused) == (other.MemberTotal, other.Pool, other.Cap, other.Paused);

    private static bool Same(TimeEntry? one, TimeEntry? other) => one!.Line == other!.Line && one.Hash.AsSpan().SequenceEqual(other.Hash);

    private sealed class KilledException : Exception;
}
