using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <content>How a request moves: <see cref="HelpTable"/> says whether, this says what changes. A second tap by the same person changes nothing.</content>
public sealed partial record HelpRequest
{
    /// <summary>Asked just now.</summary>
    public static HelpRequest Ask(HelpId id, HelpPerson receiver, HelpWish wish, Actor by, DateTimeOffset at) => new HelpRequest
    {
        Id = id,
        Community = by.Community,
        Receiver = receiver,
        AskedBy = by.Id,
        AskedAt = at,
        Wish = wish,
    }.With(HelpStepKind.Asked, by, at, "");

    /// <summary>Somebody is to help: of oneself, wished for by the receiver, or found by the station.</summary>
    /// <remarks>Whoever proposes has agreed for the own side; the station also for a receiver without a phone, who stands at its counter.</remarks>
    public Result<HelpRequest> Propose(HelpOffer helper, Actor by, DateTimeOffset at)
    {
        if (helper.Helper == Receiver.Account)
        {
            return new HelpOwnRequest();
        }

        var side = SideOf(by);
        return State == HelpState.Proposed && Helper?.Account == helper.Helper && (side == HelpSide.Helper ? HelperAgreed : Steps[^1].By == by.Id) ? this
            : HelpTable.Next(State, HelpMove.Propose, side) is not { } next ? NotNow(HelpMove.Propose)
            : side == HelpSide.Neighbour && by.Id != helper.Helper ? new HelpNotYours(Id)
            : (this with
            {
                State = next,
                Helper = new HelpPerson(helper.Helper, helper.Name),
                HelperPhone = helper.Terms.Phone,
                HelperAgreed = side == HelpSide.Neighbour,
                ReceiverAgreed = side == HelpSide.Receiver || (side == HelpSide.Station && NeedsStation),
            }).With(HelpStepKind.Proposed, by, at, "", side);
    }

    /// <summary>One side says yes.</summary>
    public Result<HelpRequest> Agree(Actor by, DateTimeOffset at)
    {
        var side = SideOf(by);
        if (State == HelpState.Agreed && side is HelpSide.Helper or HelpSide.Receiver)
        {
            return this;
        }

        if (HelpTable.Next(State, HelpMove.Agree, side) is not { } next)
        {
            return NotNow(HelpMove.Agree);
        }

        if (side == HelpSide.Station && !NeedsStation)
        {
            return new HelpNotYours(Id);   // who has a phone says yes there
        }

        var agreed = side == HelpSide.Helper ? this with { HelperAgreed = true } : this with { ReceiverAgreed = true };
        return agreed == this ? this : (agreed with { State = agreed.IsAgreed ? next : State }).With(HelpStepKind.Agreed, by, at, "", side);
    }

    /// <summary>One side says no, or cannot come after all: somebody else is looked for.</summary>
    public Result<HelpRequest> Decline(string reason, Actor by, DateTimeOffset at) => SideOf(by) is var side && HelpTable.Next(State, HelpMove.Decline, side) is { } next
        ? (this with
        {
            State = next,
            Helper = null,
            HelperPhone = "",
            HelperAgreed = false,
            ReceiverAgreed = false,
            Declined = [.. Declined, Helper!.Account!.Value],
        }).With(HelpStepKind.Declined, by, at, reason, side)
        : NotNow(HelpMove.Decline);

    /// <summary>No longer wanted; of help that is done but not filed: given up by the helper.</summary>
    public Result<HelpRequest> Cancel(string reason, Actor by, DateTimeOffset at) => SideOf(by) is var side && State == HelpState.Cancelled && Steps[^1].By == by.Id ? this
        : HelpTable.Next(State, HelpMove.Cancel, side) is { } next ? (this with { State = next }).With(HelpStepKind.Cancelled, by, at, reason, side)
        : NotNow(HelpMove.Cancel);

    /// <summary>The helper says it is done; where the two did it earlier than agreed, it counts for the day on which that is said.</summary>
    public Result<HelpRequest> Serve(int minutes, Actor by, DateTimeOffset at) => SideOf(by) is var side && HelpTable.Next(State, HelpMove.Serve, side) is not { } next ? NotNow(HelpMove.Serve)
        : State == next && Served == minutes ? this
        : (this with { State = next, Served = minutes, ServedAt = Wish.At < at ? Wish.At : at }).With(HelpStepKind.Served, by, at, "", side);

    /// <summary>The time bank has it.</summary>
    public Result<HelpRequest> File(Actor by, DateTimeOffset at) => State == HelpState.Filed ? this
        : HelpTable.Next(State, HelpMove.File, SideOf(by)) is { } next ? (this with { State = next }).With(HelpStepKind.Filed, by, at, "")
        : NotNow(HelpMove.File);

    /// <summary>The time bank has said no; the next try is another one.</summary>
    internal HelpRequest NotFile(string why, Actor by, DateTimeOffset at) => (this with { Refusals = Refusals + 1 }).With(HelpStepKind.NotFiled, by, at, why);

    /// <summary>The ledger has taken a step: confirmed, rejected, disputed, ruled on.</summary>
    /// <param name="move">Which.</param>
    /// <param name="note">What was said with it.</param>
    /// <param name="by">Who took it.</param>
    /// <param name="at">When.</param>
    public Result<HelpRequest> Follow(HelpMove move, string note, Actor by, DateTimeOffset at) => SideOf(by) is var side && HelpTable.Next(State, move, side) is { } next
        ? (this with { State = next }).With(KindOf(next), by, at, note, side)
        : NotNow(move);

    /// <summary>Its time has passed.</summary>
    public Result<HelpRequest> Expire(DateTimeOffset at) => HelpTable.Next(State, HelpMove.Expire, HelpSide.Program) is { } next
        ? (this with { State = next }).With(HelpStepKind.Expired, Actor.Program(Community), at, "")
        : NotNow(HelpMove.Expire);

    internal HelpNotNow NotNow(HelpMove move) => new(Id, State, move);

    private static HelpStepKind KindOf(HelpState state) => Enum.Parse<HelpStepKind>(state.ToString());

    private HelpRequest With(HelpStepKind kind, Actor by, DateTimeOffset at, string note, HelpSide? side = null) => this with
    {
        Version = Version + 1,
        EndedAt = HasEnded ? EndedAt ?? at : null,
        Steps = [.. Steps, new HelpStep(Version + 1, at, by.Id, side ?? SideOf(by), kind, note)],
    };
}
