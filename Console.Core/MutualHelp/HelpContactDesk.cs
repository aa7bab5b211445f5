using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>How somebody can be reached.</summary>
public sealed record HelpContact(string Name, string Phone, string Door);

/// <summary>Shows a coordinator how to reach somebody: with a reason, and only after the look is on the audit log.</summary>
public sealed class HelpContactDesk(HelpBoard board, OfferBoard offers, CommandLog log, IAuditLog audit)
{
    private const int LeastReason = 2;

    /// <summary>The one who asks, or a neighbour who offers to help.</summary>
    /// <param name="id">The request it is about.</param>
    /// <param name="helper">The neighbour; null for the one who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="station">Who looks.</param>
    /// <param name="cancellation">Stops before the look.</param>
    public async Task<Result<HelpContact>> ShowAsync(HelpId id, StaffId? helper, string reason, Actor station, CancellationToken cancellation)
    {
        var subject = helper is { } person ? HelpOffer.SubjectOf(person) : HelpRequest.SubjectOf(id);
        var request = board.Find(id);
        var contact = request?.Community != station.Community ? null
            : helper is not { } who ? new HelpContact(request.Receiver.Name, request.Wish.Phone, request.Wish.Door)
            : offers.Find(who) is { } offer && offer.Community == station.Community ? new HelpContact(offer.Name, offer.Terms.Phone, "")
            : null;
        var problem = HelpRights.Table.Refusal(HelpCommand.Board, station, station.Community)
            ?? (contact is null ? new HelpNotFound(id) : null)
            ?? (reason.Trim().Length is < LeastReason or > HelpRequest.TextLength ? new ReasonNeeded() : (Problem?)null);
        if (problem is not null)
        {
            return await log.RefuseAsync(station, "help.contact", subject, problem, cancellation);
        }

        await audit.AppendAsync([log.Done(station with { CommandKey = null }, "help.contact", subject, "", "", reason.Trim())], cancellation);
        return contact!;
    }
}
