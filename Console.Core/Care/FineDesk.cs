using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>What the holder of a link may see of it.</summary>
/// <param name="State">Whether it can be answered.</param>
/// <param name="ForResident">It was sent to the resident, not to somebody who knows the resident.</param>
/// <param name="Answer">What was answered; null before.</param>
public sealed record FinePicture(FineLinkState State, bool ForResident, ContactOutcome? Answer)
{
    /// <summary>A link that was never made looks as one that is over.</summary>
    public static FinePicture Unknown { get; } = new(FineLinkState.Over, true, null);
}

/// <summary>Asks by message whether all is well, and takes what is answered by its link. Nobody signs in for an answer: the link is the right.</summary>
public sealed class FineDesk(AlertDesk alerts, HomeDirectory homes, IFineLinkStore links, IFineSeal seal, IFineAddress address, NoticeOutbox outbox)
{
    /// <summary>The path of a link, before its token.</summary>
    public const string Path = "/fine/";

    /// <summary>Sends a message with a one-time link to that person of the home.</summary>
    public async Task<Result<Alert>> AskAsync(AlertId id, Actor actor, string whom, CancellationToken cancellation)
    {
        // Step, link and rows of the outbox are one transaction: "sent" is never on record with nothing to send. A command
        // that came twice changes nothing the second time, so one message goes out.
        var asked = await alerts.AskFineAsync(id, actor, whom, address.ReachesPhones, MessageOf, cancellation);
        if (asked.Succeeded)
        {
            await outbox.TakeUpAsync(asked.Value.Subject, cancellation);
        }

        return asked;
    }

    /// <summary>How a link stands. Changes nothing: programs that draw previews open links too.</summary>
    public async Task<FinePicture> LookAsync(string token, CancellationToken cancellation)
    {
        if (await FindAsync(token, cancellation) is not { } link)
        {
            return FinePicture.Unknown;
        }

        var alert = await alerts.FindAsync(link, cancellation);
        var state = await alerts.StateOfAsync(link, alert, cancellation);
        var answer = state != FineLinkState.Answered ? (ContactOutcome?)null
            : FineLink.AnswerTo(alert!, link.Whom, link.Step) is { } step ? Enum.Parse<ContactOutcome>(step.Detail)
            : ContactOutcome.NeedsHelp;   // on the alert that came after
        return new FinePicture(state, link.Whom == ContactPolicy.ResidentId, answer);
    }

    /// <summary>Takes the answer: once.</summary>
    /// <param name="token">The link's token.</param>
    /// <param name="outcome"><see cref="ContactOutcome.Fine"/> or <see cref="ContactOutcome.NeedsHelp"/>.</param>
    /// <param name="from">Network address, for the audit.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<Alert>> AnswerAsync(string token, ContactOutcome outcome, string from, CancellationToken cancellation) =>
        outcome is not (ContactOutcome.Fine or ContactOutcome.NeedsHelp) ? new FineAnswerNotValid()
        : await FindAsync(token, cancellation) is { } link ? await alerts.AnswerAsync(link, outcome, from, cancellation)
        : new FineLinkOver();

    private FineMessage MessageOf(Alert alert)
    {
        var step = alert.Steps[^1];
        var token = FineLink.NewToken();
        var draft = new NoticeDraft(NoticeStage.FineAsked, step.Whom, FineWords.Of(homes.Find(alert.Home), step.Whom), Path + seal.Seal(token));
        return new FineMessage(
            new FineLink(FineLink.HashOf(token)!, alert.Id, step.Number, step.Whom, step.WhomWords, step.At + FineLink.Valid),
            outbox.RowsOf(alert.Home.Community, alert.Subject, step.Number, draft));
    }

    private async Task<FineLink?> FindAsync(string token, CancellationToken cancellation) =>
        FineLink.HashOf(token) is { } hash ? await links.FindAsync(hash, cancellation) : null;
}
