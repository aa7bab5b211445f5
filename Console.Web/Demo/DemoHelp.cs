using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>
/// A time bank with a catalogue and members, and neighbours who offer and ask for help: one is arranged, one waits for a yes, one finds nobody. All of it
/// through the desks, once everything is up; what somebody has entered by hand stays.
/// </summary>
internal sealed class DemoHelp(
    ITimeBankStore store, TimeBankDesk bank, HelpDesk desk, HelpBoard board, OfferBoard offers, HomeDirectory homes, EstateCalendar calendar,
    IOptions<DemoOptions> demo, IOptions<CommunityOptions> community, TimeProvider time) : IHostedLifecycleService
{
    private readonly string _community = community.Value.Id;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var buildings = homes.Buildings(_community);
        if (!demo.Value.Enabled || store.Community != _community || buildings.Count == 0 || board.Latest(_community).Count > 0 || offers.Latest(_community).Count > 0)
        {
            return;
        }

        await OpenBankAsync(cancellationToken);
        await HistoryAsync(cancellationToken);
        await OfferAsync(buildings, cancellationToken);
        await AskAsync(buildings, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task OpenBankAsync(CancellationToken cancellation)
    {
        var there = (await store.LookAsync(sight => sight.Catalogue().Select(line => line.Code).ToList(), cancellation)).ToHashSet();
        foreach (var (line, type) in DemoTimeBank.Catalogue.Where(one => !there.Contains(one.Line.Code)))
        {
            await bank.SetServiceAsync(line, type, Staff(Role.CouncilChair, "陈怀远"), cancellation);
        }

        for (var number = 1; number <= DemoPointRules.Residents.Count; number++)
        {
            await bank.JoinAsync(1938 + (number * 4), Resident(number), cancellation);
        }
    }

    // What was done in the last weeks, confirmed at the counter; the last of it still waits for the code.
    private async Task HistoryAsync(CancellationToken cancellation)
    {
        (int Helper, int Receiver, ushort Code, int Minutes, int DaysAgo)[] done = [(3, 1, 2, 150, 20), (1, 5, 4, 180, 16), (2, 1, 1, 60, 13), (1, 4, 1, 90, 9), (6, 7, 4, 120, 6), (1, 2, 3, 45, 3)];
        foreach (var one in done)
        {
            var filed = await FileAsync(one, cancellation);
            if (filed.Succeeded && filed.Value.Record is { } record)
            {
                await bank.ConfirmAsync(record, isPresent: true, "", Staff(Role.StationClerk, "许文静"), cancellation);
            }
        }

        await FileAsync((3, 1, 1, 60, 0), cancellation);
    }

    private async Task<Result<TimeBankChange>> FileAsync((int Helper, int Receiver, ushort Code, int Minutes, int DaysAgo) one, CancellationToken cancellation)
    {
        var receiver = await store.LookAsync(sight => sight.PersonOf(Resident(one.Receiver).Id)?.Account, cancellation);
        var day = calendar.Day(time.GetUtcNow()).AddDays(-one.DaysAgo);
        return receiver is { } account ? await bank.FileAsync(account, one.Code, one.Minutes, day, "", Resident(one.Helper), cancellation) : new TimeMemberNotFound();
    }

    private async Task OfferAsync(IReadOnlyList<Building> buildings, CancellationToken cancellation)
    {
        DayOfWeek[] all = Enum.GetValues<DayOfWeek>();
        OfferTerms At(int building, HelpSex sex, params int[] services) => new(
            services, new HelpTimes(all, new TimeOnly(8, 0), new TimeOnly(18, 0)), ["普通话"], buildings[building % buildings.Count].Id, HelpReach.Community, sex, false, $"1390000000{building}");
        await desk.OfferAsync(At(0, HelpSex.Male, 1, 2, 3) with { Languages = ["普通话", "上海话"] }, Resident(3), cancellation);
        await desk.OfferAsync(At(1, HelpSex.Female, 1, 4), Resident(2), cancellation);
        await desk.OfferAsync(At(4, HelpSex.Female, 2, 3, 5) with { FirstAid = true }, Resident(6), cancellation);
    }

    private async Task AskAsync(IReadOnlyList<Building> buildings, CancellationToken cancellation)
    {
        var tomorrow = calendar.Day(time.GetUtcNow()).AddDays(1);
        HelpWish Wish(int service, int day, int hour, int minutes, int building) => new(
            service, calendar.Instant(tomorrow.AddDays(day).ToDateTime(new TimeOnly(hour, 0))), minutes, buildings[building % buildings.Count].Id)
        {
            Phone = $"1380000000{building}",
            Door = "2 单元 301",
        };
        await desk.AskAsync(Wish(2, 1, 9, 120, 0) with { Languages = ["上海话"], Note = "去仁济医院复查，走得慢。" }, Resident(1), cancellation);
        await desk.AskAsync(Wish(3, 0, 15, 60, 2) with { Note = "买米和油。" }, Resident(4), cancellation);
        if (await desk.AskAsync(Wish(1, 2, 10, 60, 3), Resident(7), cancellation) is { Succeeded: true, Value: { } agreed })
        {
            await desk.ProposeAsync(agreed.Id, Resident(2).Id, Resident(2), cancellation);
            await desk.AgreeAsync(agreed.Id, Resident(7), cancellation);
        }

        // Nobody offers the night: this one waits for the coordinators.
        if (homes.Homes(_community).FirstOrDefault(home => home.Resident is { Name.Length: > 0, BirthYear: not null, Phone: "" } or { Name.Length: > 0, BirthYear: < 1945 }) is { } home)
        {
            await desk.AskForAsync(
                home.Resident.Name, home.Id.Home,
                Wish(5, 0, 20, 180, 0) with { Building = home.Address.Building, FirstAid = true, Helper = HelpSex.Female, Phone = "", Door = home.Address.Room, Note = "刚出院，夜里怕摔。" },
                Staff(Role.StationClerk, "许文静"), cancellation);
        }
    }

    private Actor Resident(int number) => new(new StaffId(DemoAccounts.IdOf(Role.Resident, number)), DemoPointRules.Residents[number - 1], Role.Resident, _community);

    private Actor Staff(Role role, string name) => new(new StaffId(DemoAccounts.IdOf(role)), name, role, _community);
}
