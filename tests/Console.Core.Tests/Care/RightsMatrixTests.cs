using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using static CommunityConsole.Core.Tests.Care.Cared;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Every command of every desk, given by every role: who may is written down here a second time, on purpose.</summary>
public sealed class RightsMatrixTests
{
    private const Role Worker = Role.SocialWorker;
    private const Role Manager = Role.GridManager;
    private const Role Admin = Role.Administrator;

    private static readonly Dictionary<string, Role[]> Allowed = new()
    {
        ["alert.take"] = [Worker, Manager],
        ["alert.takeover"] = [Manager],
        ["alert.startcontact"] = [Worker, Manager],
        ["alert.recordcontact"] = [Worker, Manager],
        ["alert.recordcontact (person)"] = [Worker, Manager],
        ["alert.askfine"] = [Worker, Manager],
        ["visit.ask (alert)"] = [Worker, Manager],
        ["alert.resolve"] = [Worker, Manager],
        ["alert.dismiss"] = [Worker, Manager],
        ["alert.proposefalse"] = [Worker, Manager],
        ["alert.confirmfalse"] = [Worker, Manager],
        ["alert.declinefalse"] = [Worker, Manager],
        ["alert.reopen"] = [Worker, Manager],
        ["alert.shelve"] = [Worker, Manager],
        ["alert.unshelve"] = [Worker, Manager],
        ["alert.look"] = [Worker, Manager, Admin],
        ["alert.notices"] = [Worker, Manager, Admin],
        ["alert.list"] = [Worker, Manager, Admin],
        ["visit.ask"] = [Worker, Manager],
        ["visit.approve"] = [Manager, Admin],
        ["visit.refuse"] = [Manager, Admin],
        ["visit.depart"] = [Worker, Manager],
        ["visit.arrive"] = [Worker, Manager],
        ["visit.finish"] = [Worker, Manager],
        ["visit.withdraw"] = [Worker, Manager, Admin],
        ["visit.accept"] = [Worker, Manager],
        ["visit.prove"] = [Worker, Manager],
        ["visit.prove (code)"] = [Worker, Manager],
        ["visit.enter"] = [Worker, Manager],
        ["visit.asksecond"] = [Worker, Manager],
        ["visit.addsecond"] = [Worker, Manager, Admin],   // a worker only for oneself: AtDoorTests
        ["visit.handover"] = [Worker, Manager],
        ["visit.choose"] = [Worker, Manager, Admin],
        ["visit.listcodes"] = [Manager, Admin],
        ["visit.photograph"] = [Worker, Manager],
        ["visit.lookatphotos"] = [Worker, Manager, Admin],
        ["home.register"] = [Admin],
        ["home.change"] = [Worker, Manager, Admin],
        ["home.presence"] = [Worker, Manager],
        ["home.presence.end"] = [Worker, Manager, Admin],
        ["home.doubtnumber"] = [Worker, Manager],
        ["personal.reveal"] = [Worker, Manager],
        ["personal.reveal (once)"] = [Worker, Manager],
        ["lesson.learn"] = [Worker, Manager],
        ["lesson.undo"] = [Worker, Manager],
        ["lesson.list"] = [Worker, Manager, Admin],
        ["duty.plan"] = [Worker, Manager, Admin],   // a worker only as supervisor on duty: DutyDeskTests
        ["duty.change"] = [Worker, Manager, Admin],
        ["duty.remove"] = [Worker, Manager, Admin],
        ["duty.note"] = [Worker, Manager],
        ["duty.list"] = [Worker, Manager, Admin],
        ["profile.write"] = [Manager, Admin],
        ["profile.look"] = [Manager, Admin],
        ["consent.record"] = [Worker, Manager, Admin],
        ["consent.withdraw"] = [Worker, Manager, Admin],
        ["consent.look"] = [Worker, Manager, Admin],
        ["consent.erase"] = [Manager, Admin],
        ["morning.start"] = [Worker, Manager],
        ["morning.record"] = [Worker, Manager],
        ["morning.visit"] = [Worker, Manager],
        ["morning.finish"] = [Worker, Manager],
        ["morning.look"] = [Worker, Manager, Admin],
        ["numbers.look"] = [Worker, Manager, Admin],
        ["numbers.steps"] = [Worker, Manager, Admin],
    };

    private static CancellationToken Stop => CancellationToken.None;

    public static TheoryData<string, Role> Cells()
    {
        var cells = new TheoryData<string, Role>();
        foreach (var command in Allowed.Keys)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                cells.Add(command, role);
            }
        }

        return cells;
    }

    public static TheoryData<string> Commands() => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Command_ByRole_IsRefusedExactlyWhereTheMatrixSaysSo(string command, Role role)
    {
        var (problem, audit) = await GiveAsync(command, new Actor(new StaffId("x"), "某人", role, "demo"));

        var allowed = Allowed[command].Contains(role);
        Assert.Equal(!allowed, problem is NotAllowed);
        Assert.Equal(allowed || Reads(command) ? 0 : 1, audit.Count(record => record.Result == "access.denied" && record.Actor == "x"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_FromAnotherCommunity_IsRefusedAndOnTheLog(string command)
    {
        var (problem, audit) = await GiveAsync(command, new Actor(new StaffId("x"), "某人", Allowed[command][0], "other"));

        Assert.IsType<OtherCommunity>(problem);
        Assert.Equal(Reads(command) ? 0 : 1, audit.Count(record => record.Result == "access.community" && record.Actor == "x"));
    }

    [Fact]
    public void Matrix_NamesEveryCommand() => Assert.Equal(
        Enum.GetValues<AlertCommand>().Length + Enum.GetValues<VisitCommand>().Length + Enum.GetValues<HomeCommand>().Length
            + Enum.GetValues<LessonCommand>().Length + Enum.GetValues<DutyCommand>().Length
            + Enum.GetValues<NumbersCommand>().Length + Enum.GetValues<ConsentCommand>().Length + Enum.GetValues<MorningCommand>().Length + Enum.GetValues<ProfileCommand>().Length,
        Allowed.Count - 6);   // Look stands often: one alert, its notices and a home's alerts, figures and steps; Prove by position and by code; Reveal for a shift and once; a call with and without a person

    [Fact]
    public void Table_CommandForgotten_CannotBeMade() =>
        Assert.Throws<ArgumentException>(() => new RightsTable<VisitCommand>(new Dictionary<VisitCommand, Role[]> { [VisitCommand.Ask] = [Worker] }));

    private static bool Reads(string command) => command is "alert.look" or "alert.notices" or "alert.list" or "lesson.list" or "duty.list" or "consent.look" or "morning.look" or "visit.choose" or "visit.lookatphotos" or "profile.look" or "numbers.look" or "numbers.steps";

    private static async Task<(Problem? Problem, IReadOnlyList<AuditRecord> Audit)> GiveAsync(string command, Actor actor)
    {
        await using var desks = new Desks(CareStores.Volatile());
        await desks.Homes.RegisterAsync(new HomeRegister([], [], [Registered]), Ma with { Role = Admin }, Stop);
        await desks.Care.DecidedAsync([Decision()], Stop);
        var alert = AlertPolicy.ConditionOf(Decision());
        var request = new VisitRequest(Place, Cell, "repair:1", "看看", false, Noon, null, null);
        var visit = (await desks.Dispatch.AskAsync(request, Lin, Stop)).Value.Id;
        var home = desks.Directory.Find(Place)!;
        var lesson = (await desks.Teaching.LearnAsync(alert.Value, Place, LessonKind.Real, Noon, Lin, Stop)).Value.Id;
        var shift = (await desks.Duty.PlanAsync(Team(Noon, Noon.AddHours(8)), 1, Ma, Stop)).Value[0];
        var problem = command switch
        {
            "alert.take" => (await desks.Care.TakeAsync(alert, actor, Stop)).Problem,
            "alert.takeover" => (await desks.Care.TakeOverAsync(alert, actor, "", Stop)).Problem,
            "alert.startcontact" => (await desks.Care.StartContactAsync(alert, actor, Stop)).Problem,
            "alert.recordcontact" => (await desks.Care.RecordContactAsync(alert, actor, ContactOutcome.Fine, "", Stop)).Problem,
            "alert.recordcontact (person)" => (await desks.Phoning.RecordAsync(alert, actor, ContactPolicy.ResidentId, ContactOutcome.Fine, "", Stop)).Problem,
            "alert.askfine" => (await desks.Asking.AskAsync(alert, actor, ContactPolicy.ResidentId, Stop)).Problem,
            "visit.ask (alert)" => (await desks.Care.AskVisitAsync(alert, actor, "看看", null, Stop)).Problem,
            "alert.resolve" => (await desks.Care.ResolveAsync(alert, actor, AlertOutcome.Fine, "", Stop)).Problem,
            "alert.dismiss" => (await desks.Care.DismissAsync(alert, actor, FalseReason.Asleep, "", Stop)).Problem,
            "alert.proposefalse" => (await desks.Care.ProposeFalseAsync(alert, actor, FalseReason.Asleep, "", Stop)).Problem,
            "alert.confirmfalse" => (await desks.Care.ConfirmFalseAsync(alert, actor, "", Stop)).Problem,
            "alert.declinefalse" => (await desks.Care.DeclineFalseAsync(alert, actor, "没有见到本人", Stop)).Problem,
            "alert.reopen" => (await desks.Care.ReopenAsync(alert, actor, "再看看", Stop)).Problem,
            "alert.shelve" => (await desks.Care.ShelveAsync(alert, actor, ShelfTime.Hour, "女儿马上到", Stop)).Problem,
            "alert.unshelve" => (await desks.Care.UnshelveAsync(alert, actor, Stop)).Problem,
            "alert.look" => (await desks.Care.FindAsync(alert, actor, Stop)).Problem,
            "alert.notices" => (await desks.Care.ListNoticesAsync(alert, actor, Stop)).Problem,
            "alert.list" => (await desks.Care.ListHomeAsync(Place, actor, 9, Stop)).Problem,
            "visit.ask" => (await desks.Dispatch.AskAsync(request with { Subject = "repair:2" }, actor, Stop)).Problem,
            "visit.approve" => (await desks.Dispatch.ApproveAsync(visit, actor, null, Stop)).Problem,
            "visit.refuse" => (await desks.Dispatch.RefuseAsync(visit, actor, "不必", Stop)).Problem,
            "visit.depart" => (await desks.Dispatch.DepartAsync(visit, actor, Stop)).Problem,
            "visit.arrive" => (await desks.Dispatch.ArriveAsync(visit, actor, Stop)).Problem,
            "visit.finish" => (await desks.Dispatch.FinishAsync(visit, actor, "", Stop)).Problem,
            "visit.withdraw" => (await desks.Dispatch.WithdrawAsync(visit, actor, "不用了", Stop)).Problem,
            "visit.accept" => (await desks.Dispatch.AcceptAsync(visit, actor, Stop)).Problem,
            "visit.prove" => (await desks.Dispatch.ProveByPositionAsync(visit, 10, 10, actor, Stop)).Problem,
            "visit.prove (code)" => (await desks.Dispatch.ProveByCodeAsync(visit, "246810", actor, Stop)).Problem,
            "visit.enter" => (await desks.Dispatch.EnterAsync(visit, actor, Stop)).Problem,
            "visit.asksecond" => (await desks.Dispatch.AskSecondAsync(visit, "", actor, Stop)).Problem,
            "visit.addsecond" => (await desks.Dispatch.AddSecondAsync(visit, He.Id, actor, Stop)).Problem,
            "visit.handover" => (await desks.Dispatch.HandOverAsync(visit, Emergency.Ambulance, actor, Stop)).Problem,
            "visit.choose" => desks.Goers.Of(Place, null, false, actor).Problem,
            "visit.listcodes" => (await desks.DoorCodeList.ListAsync("demo", actor, Stop)).Problem,
            "visit.photograph" => (await desks.VisitPhotos.AddAsync(visit, new MemoryStream([1]), actor, Stop)).Problem,
            "visit.lookatphotos" => (await desks.VisitPhotos.ListAsync(Place, "repair:1", actor, Stop)).Problem,
            "home.register" => (await desks.Homes.RegisterAsync(new HomeRegister([], [], [home]), actor, Stop)).Problem,
            "home.change" => (await desks.Homes.ChangeAsync(home, actor, Stop)).Problem,
            "home.presence" => (await desks.Homes.SetPresenceAsync(Place, actor, WorkerPresence.Away, Noon.AddDays(1), "", Stop)).Problem,
            "home.presence.end" => (await desks.Homes.EndPresenceAsync(Place, actor, Stop)).Problem,
            "home.doubtnumber" => (await desks.Homes.DoubtNumberAsync(Place, ContactPolicy.ResidentId, actor, Stop)).Problem,
            "personal.reveal" => (await desks.Reveal.RevealAsync(Place, actor, "上门", Stop)).Problem,
            "personal.reveal (once)" => (await desks.Reveal.RevealOnceAsync(Place, actor, "移交 120", Stop)).Problem,
            "lesson.learn" => (await desks.Teaching.LearnAsync(Guid.NewGuid(), Place, LessonKind.Away, Noon, actor, Stop)).Problem,
            "lesson.undo" => (await desks.Teaching.UndoAsync(lesson, Place, actor, Stop)).Problem,
            "lesson.list" => desks.Teaching.List(Place, actor).Problem,
            "duty.plan" => (await desks.Duty.PlanAsync(Team(Noon.AddHours(8), Noon.AddHours(16)), 1, actor, Stop)).Problem,
            "duty.change" => (await desks.Duty.ChangeAsync(shift, actor, Stop)).Problem,
            "duty.remove" => (await desks.Duty.RemoveAsync(shift.Id, actor, Stop)).Problem,
            "duty.note" => (await desks.Duty.NoteAsync(shift.Id, "水表 3 号待修", actor, Stop)).Problem,
            "duty.list" => desks.Duty.List("demo", actor).Problem,
            "profile.write" => (await desks.Profiles.WriteAsync(new StaffProfile(Zhou.Id, "demo"), actor, Stop)).Problem,
            "profile.look" => desks.Profiles.Find(Staff[1], actor).Problem,
            "consent.record" => (await desks.Consents.RecordAsync(Place, Word, ConsentPurposes.All, Word.SaidOn.AddYears(1), 0, actor, Stop)).Problem,
            "consent.withdraw" => (await desks.Consents.WithdrawAsync(Place, Word, actor, Stop)).Problem,
            "consent.erase" => (await new ErasureDesk(new VolatileReadingStore(), desks.Agreed, new CommandLog(desks.Stores.Audit, desks.Time), desks.Stores.Audit, []).EraseAsync(Place, actor, Stop)).Problem,
            "consent.look" => desks.Consents.Look(Place, actor).Problem,
            "morning.start" => (await desks.Morning.StartAsync(Place, 0, actor, Stop)).Problem,
            "morning.record" => (await desks.Morning.RecordAsync(Place, MorningOutcome.NoAnswer, "", 0, actor, Stop)).Problem,
            "morning.visit" => (await desks.Morning.AskVisitAsync(Place, "两次无人接听", null, actor, Stop)).Problem,
            "morning.finish" => (await desks.Morning.FinishVisitAsync((await desks.Morning.AskVisitAsync(Place, "看看", null, Lin, Stop)).Value.Id, AlertOutcome.Fine, "", actor, Stop)).Problem,
            "morning.look" => desks.Morning.Look("demo", actor).Problem,
            "numbers.look" => (await desks.Numbers.ReportAsync("demo", 7, actor, Stop)).Problem,
            "numbers.steps" => (await desks.Numbers.ListStepsAsync("demo", 7, actor, Stop)).Problem,
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
        };
        return (problem, await desks.AuditAsync());
    }
}
