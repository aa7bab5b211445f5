using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Where help is offered, asked for and agreed. Checks rights itself, whatever the page showed; every step is audited.</summary>
public sealed class HelpDesk
{
    private readonly HelpCommands _commands;
    private readonly OfferBoard _offers;
    private readonly HelpPolicy _policy;
    private readonly IHours _hours;

    internal HelpDesk(HelpCommands commands, OfferBoard offers, HelpPolicy policy, IHours hours) =>
        (_commands, _offers, _policy, _hours) = (commands, offers, policy, hours);

    /// <summary>Offers to help, or changes what is offered.</summary>
    public Task<Result<HelpOffer>> OfferAsync(OfferTerms terms, Actor resident, CancellationToken cancellation) => _commands.OfferAsync("offer", resident, async (stored, at) =>
        await _policy.RefusalAsync(terms, resident.Community, cancellation) is { } wrong ? wrong
        : await _hours.WelcomeAsync(new HelpPerson(resident.Id, resident.Name), resident, cancellation) is { } refused ? refused
        : new HelpOffer(resident.Id, resident.Community, resident.Name, terms, IsOpen: true, at, (stored?.Version ?? 0) + 1), cancellation);

    /// <summary>Takes the offer back for the time being; what was agreed holds.</summary>
    public Task<Result<HelpOffer>> CloseOfferAsync(Actor resident, CancellationToken cancellation) => _commands.OfferAsync("close-offer", resident, (stored, at) => Task.FromResult<Result<HelpOffer>>(
        stored is null ? new HelperNotFound()
        : !stored.IsOpen ? stored
        : stored with { IsOpen = false, ChangedAt = at, Version = stored.Version + 1 }), cancellation);

    /// <summary>Asks for help for oneself.</summary>
    public Task<Result<HelpRequest>> AskAsync(HelpWish wish, Actor resident, CancellationToken cancellation) =>
        AskAsync(HelpCommand.Ask, "ask", new HelpPerson(resident.Id, resident.Name), wish, resident, cancellation);

    /// <summary>Asks for somebody without a phone, who is named on the record.</summary>
    public Task<Result<HelpRequest>> AskForAsync(string name, string home, HelpWish wish, Actor station, CancellationToken cancellation) =>
        AskAsync(HelpCommand.AskFor, "ask-for", new HelpPerson(null, name.Trim(), home), wish, station, cancellation);

    /// <summary>Somebody is to help: oneself, or whoever the receiver or the station has chosen.</summary>
    public Task<Result<HelpRequest>> ProposeAsync(HelpId id, StaffId helper, Actor actor, CancellationToken cancellation) => MoveAsync(id, HelpMove.Propose, "", actor, (stored, at) =>
        _offers.Find(helper) is { } offer && HelpMatch.Offers(offer, stored) ? stored.Propose(offer, actor, at)
        : helper == stored.Receiver.Account ? new HelpOwnRequest()
        : new HelperNotFound(), cancellation);

    /// <summary>One side says yes.</summary>
    public Task<Result<HelpRequest>> AgreeAsync(HelpId id, Actor actor, CancellationToken cancellation) =>
        MoveAsync(id, HelpMove.Agree, "", actor, (stored, at) => stored.Agree(actor, at), cancellation);

    /// <summary>One side says no, or cannot come after all.</summary>
    public Task<Result<HelpRequest>> DeclineAsync(HelpId id, string reason, Actor actor, CancellationToken cancellation) =>
        MoveAsync(id, HelpMove.Decline, reason, actor, (stored, at) => stored.Decline(reason.Trim(), actor, at), cancellation);

    /// <summary>No longer wanted.</summary>
    public Task<Result<HelpRequest>> CancelAsync(HelpId id, string reason, Actor actor, CancellationToken cancellation) =>
        MoveAsync(id, HelpMove.Cancel, reason, actor, (stored, at) => stored.Cancel(reason.Trim(), actor, at), cancellation);

    /// <summary>Deletes what is personal of somebody: a resident the own, a grid manager anybody's on their wish.</summary>
    /// <returns>From how many requests.</returns>
    public Task<Result<int>> EraseAsync(HelpPerson person, string reason, Actor actor, CancellationToken cancellation) => _commands.EraseAsync(person, reason.Trim(), actor, cancellation);

    private Task<Result<HelpRequest>> AskAsync(HelpCommand command, string name, HelpPerson receiver, HelpWish wish, Actor actor, CancellationToken cancellation)
    {
        // The key names it, so that a second tap finds the first one.
        var id = actor.CommandKey is { } key ? new HelpId(key) : HelpId.New();
        return _commands.GiveAsync(id, command, name, actor, "", async (stored, at) =>
            stored is not null ? stored
            : await _policy.RefusalAsync(receiver, wish, actor.Community, at, cancellation) is { } wrong ? wrong
            : await _hours.WelcomeAsync(receiver, actor, cancellation) is { } refused ? refused
            : HelpRequest.Ask(id, receiver, HelpPolicy.Tidy(wish), actor, at), cancellation);
    }

    private Task<Result<HelpRequest>> MoveAsync(
        HelpId id, HelpMove move, string reason, Actor actor, Func<HelpRequest, DateTimeOffset, Result<HelpRequest>> decide, CancellationToken cancellation) => _commands.GiveAsync(
        id, HelpRights.CommandOf(move), move.ToString().ToLowerInvariant(), actor, reason.Trim(), (stored, at) => Task.FromResult(
            stored is null || !HelpSight.MaySee(stored, actor) ? new HelpNotFound(id)
            : HelpPolicy.ReasonProblem(reason) is { } wrong ? wrong
            : decide(stored, at)), cancellation);
}
