using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <content>What whoever goes does beside leaving, arriving and the outcome.</content>
public sealed partial class DispatchDesk
{
    /// <summary>The goer says: I go.</summary>
    public Task<Result<Visit>> AcceptAsync(VisitId id, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.Accept, actor, "", (visit, at) => visit.Accept(actor, at), cancellation);

    /// <summary>Whoever goes is inside.</summary>
    public Task<Result<Visit>> EnterAsync(VisitId id, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.Enter, actor, "", (visit, at) => visit.Enter(actor, at), cancellation);

    /// <summary>A position proves the arrival, where it is near enough and exact enough. The position itself never comes here.</summary>
    public Task<Result<Visit>> ProveByPositionAsync(VisitId id, int distance, int accuracy, Actor actor, CancellationToken cancellation) => ChangeAsync(
        id,
        VisitCommand.Prove,
        actor,
        "",
        (visit, at) => distance < 0 || accuracy < 0 || distance > _options.Value.CheckInRadius || accuracy > _options.Value.CheckInRadius
            ? new CheckInTooFar(id)
            : visit.Prove(actor, new CheckIn(CheckInProof.Gps, distance, accuracy), at),
        cancellation);

    /// <summary>The code at the door proves the arrival; after five wrong ones no code does, and the arrival counts as ever.</summary>
    public Task<Result<Visit>> ProveByCodeAsync(VisitId id, string code, Actor actor, CancellationToken cancellation) => ChangeAsync(
        id,
        VisitCommand.Prove,
        actor,
        "",
        (visit, at) =>
        {
            var proved = visit.Prove(actor, CheckIn.Code, at);
            return proved.Succeeded && CodeProblem(visit, code) is { } wrong ? wrong : proved;
        },
        cancellation);

    // Inside the visit's turn: twenty tries at once are counted one by one. Whoever may not prove this visit learns nothing of its code.
    private Problem? CodeProblem(Visit visit, string code)
    {
        if (_tries.AreSpent(visit.Id))
        {
            return new DoorCodeSpent(visit.Id);
        }

        if (_codes?.CodeOf(visit.Home) == code.Trim())
        {
            return null;
        }

        _tries.Count(visit.Id);
        return _tries.AreSpent(visit.Id) ? new DoorCodeSpent(visit.Id) : new DoorCodeWrong(visit.Id);
    }

    /// <summary>The goer wants a second person there.</summary>
    public Task<Result<Visit>> AskSecondAsync(VisitId id, string note, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.AskSecond, actor, note, (visit, at) => visit.AskSecond(actor, note, at), cancellation);

    /// <summary>A second person goes too: sent by a grid manager, or by their own wish.</summary>
    public Task<Result<Visit>> AddSecondAsync(VisitId id, StaffId second, Actor actor, CancellationToken cancellation) => ChangeAsync(
        id, VisitCommand.AddSecond, actor, "", (visit, at) => visit.AddSecond(actor, second, _staff.NameOf(second), at), cancellation, goer: second);

    /// <summary>Somebody calls 120 or 110 there.</summary>
    public Task<Result<Visit>> HandOverAsync(VisitId id, Emergency service, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(id, VisitCommand.HandOver, actor, "", (visit, at) => visit.HandOver(actor, service, at), cancellation);
}
