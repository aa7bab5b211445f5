using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace CommunityConsole.Web.Endpoints.Votes;

/// <summary><c>/api/votes</c>: ballots from phones, the state of a vote, its record and checkpoints, and what a chair does.</summary>
internal static class VoteEndpoints
{
    private const int MostOnPage = 200;
    private const int MostBallotBytes = 4 * 1024;
    private const int MostDraftBytes = 4 * 1024 * 1024;

    /// <summary>Maps the calls.</summary>
    public static void MapVotes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/votes").RequireAuthorization().RequireRateLimiting(VoteLimit.Name).WithTags("Votes");
        group.MapGet("", List).Produces<VoteList>().ProducesProblem(400);
        group.MapGet("/{id}", FindAsync).Produces<TallyLine>().ProducesProblem(404);
        group.MapPost("/{id}/ballots", CastAsync).WithMetadata(new RequestSizeLimitAttribute(MostBallotBytes))
            .Accepts<BallotBody>("application/json").Produces<ReceiptAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        group.MapGet("/{id}/record", RecordAsync).Produces(200, contentType: "application/json").ProducesProblem(404).ProducesProblem(409);
        group.MapGet("/{id}/checkpoints", CheckpointsAsync).Produces<IReadOnlyList<CheckpointLine>>().ProducesProblem(404);
        group.MapGet("/{id}/growth", GrowthAsync).Produces<ProofLine>().ProducesProblem(404).ProducesProblem(409);
        group.MapGet("/{id}/inclusion", InclusionAsync).Produces<ProofLine>().ProducesProblem(404).ProducesProblem(409);
        group.MapPost("", PrepareAsync).WithMetadata(new RequestSizeLimitAttribute(MostDraftBytes))
            .Accepts<DraftBody>("application/json").Produces<TallyLine>(201).ProducesProblem(400).ProducesProblem(403);
        group.MapPost("/{id}/{step:regex(^(open|close|extend|cancel|announce)$)}", StepAsync).WithMetadata(new RequestSizeLimitAttribute(MostBallotBytes))
            .Accepts<StepBody>("application/json").Produces<TallyLine>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    private static IResult List(CurrentWorker me, VoteBoard board, EstateCalendar calendar, string? page, string? limit)
    {
        if (PageNumber.Of(page, 1, int.MaxValue / MostOnPage) is not { } wanted || PageNumber.Of(limit, 10, MostOnPage) is not { } size)
        {
            return VoteRefusals.Bad(PageNumber.Wrong(MostOnPage));
        }

        var all = board.Latest(me.Community);
        return Results.Ok(new VoteList(all.Count, wanted, size, [.. all.Skip((wanted - 1) * size).Take(size).Select(vote => TallyLine.Of(vote, calendar))]));
    }

    private static IResult FindAsync(string id, CurrentWorker me, VoteBoard board, EstateCalendar calendar) =>
        board.Find(IdOf(id)) is { } vote && vote.Definition.Community == me.Community ? Results.Ok(TallyLine.Of(vote, calendar)) : VoteRefusals.Of(new VoteNotFound(IdOf(id)));

    private static async Task<IResult> CastAsync(string id, HttpContext context, CurrentWorker me, BallotDesk desk)
    {
        var (body, _) = await JsonBody.ReadAsync<BallotBody>(context);
        if (body is null)
        {
            return VoteRefusals.Bad(JsonBody.NotJson);
        }

        if (body.ClientKey is not { Length: > 0 and <= Ballot.MostKey })
        {
            return VoteRefusals.Bad(new($"请带上 clientKey（1 至 {Ballot.MostKey} 个字符），重发同一张票时用同一个。", $"Send a clientKey of 1 to {Ballot.MostKey} characters, the same one when the same ballot is sent again."));
        }

        RollId? entry = null;
        if (!string.IsNullOrEmpty(body.Entry))
        {
            if (!Guid.TryParseExact(body.Entry, "N", out var named))
            {
                return VoteRefusals.Of(new NotOnRoll(IdOf(id)));
            }

            entry = new RollId(named);
        }

        // No token of the request: a ballot once read is cast even if the phone has gone again.
        var result = await me.DoAsync(voter => desk.CastAsync(IdOf(id), new Ballot(body.Option ?? "", body.ClientKey, entry, body.Phrase ?? ""), voter, CancellationToken.None));
        return result.Succeeded ? Results.Ok(new ReceiptAnswer(result.Value.Leaf, result.Value.Code)) : VoteRefusals.Of(result.Problem);
    }

    private static async Task<IResult> RecordAsync(string id, HttpContext context, CurrentWorker me, VoteArchive archive)
    {
        var record = await me.DoAsync(actor => archive.RecordAsync(IdOf(id), actor, context.RequestAborted));
        return record.Succeeded
            ? Results.Bytes(VoteExport.Write(PublishedVote.Of(record.Value)), "application/json", VoteExport.FileName(IdOf(id)))
            : VoteRefusals.Of(record.Problem);
    }

    private static async Task<IResult> CheckpointsAsync(string id, HttpContext context, CurrentWorker me, VoteArchive archive)
    {
        var kept = await me.DoAsync(actor => archive.CheckpointsAsync(IdOf(id), actor, context.RequestAborted));
        return kept.Succeeded ? Results.Ok(kept.Value.Select(CheckpointLine.Of).ToList()) : VoteRefusals.Of(kept.Problem);
    }

    private static async Task<IResult> GrowthAsync(string id, long size, HttpContext context, CurrentWorker me, VoteArchive archive)
    {
        var proof = await me.DoAsync(actor => archive.GrowthAsync(IdOf(id), size, actor, context.RequestAborted));
        return proof.Succeeded ? Results.Ok(ProofLine.Of(proof.Value)) : VoteRefusals.Of(proof.Problem);
    }

    private static async Task<IResult> InclusionAsync(string id, long leaf, HttpContext context, CurrentWorker me, VoteArchive archive)
    {
        var proof = await me.DoAsync(actor => archive.InclusionAsync(IdOf(id), leaf, actor, context.RequestAborted));
        return proof.Succeeded ? Results.Ok(ProofLine.Of(proof.Value)) : VoteRefusals.Of(proof.Problem);
    }

    private static async Task<IResult> PrepareAsync(HttpContext context, CurrentWorker me, VoteDesk desk, AccountNames accounts, EstateCalendar calendar, TimeProvider time)
    {
        var (body, _) = await JsonBody.ReadAsync<DraftBody>(context);
        if (body is null)
        {
            return VoteRefusals.Bad(JsonBody.NotJson);
        }

        if (!Enum.TryParse<VoteMode>(body.Mode, ignoreCase: true, out var mode) || !Enum.IsDefined(mode))
        {
            return VoteRefusals.Bad(new("mode 须为 named、namedTurnout 或 secret。", "mode is named, namedTurnout or secret."));
        }

        // Before anything is read for somebody who may not prepare a vote: which names are accounts is nobody else's business.
        var actor = await me.ActorAsync(context.RequestAborted);
        if (!actor.Succeeded || VoteRights.Table.Refusal(VoteCommand.Prepare, actor.Value, me.Community) is not null)
        {
            return VoteRefusals.Of(actor.Problem ?? new NotAllowed(nameof(VoteCommand.Prepare)));
        }

        var known = await accounts.OfAsync(me.Community, context.RequestAborted);
        var roll = RollReader.Read(body.Roll ?? "", name => known.TryGetValue(name, out var account) ? account : null);
        if (!roll.Succeeded)
        {
            return VoteRefusals.Of(roll.Problem);
        }

        var draft = new VoteDraft(
            body.Question ?? "", [.. (body.Options ?? []).Select(option => new VoteOption(option.Code ?? "", option.Text ?? ""))], mode, body.Profile ?? "", body.MayChange,
            body.OpensAt ?? time.GetUtcNow(), body.ClosesAt ?? default, [.. (body.Scrutineers ?? []).Select(name => known.TryGetValue(name, out var account) ? account : new StaffId(name))], roll.Value, body.Topic);
        var result = await me.DoAsync(chair => desk.PrepareAsync(draft, Keyed(chair, context), CancellationToken.None));
        return result.Succeeded ? Results.Created($"/api/votes/{result.Value.Id}", TallyLine.Of(result.Value, calendar)) : VoteRefusals.Of(result.Problem);
    }

    private static async Task<IResult> StepAsync(string id, string step, HttpContext context, CurrentWorker me, VoteDesk desk, EstateCalendar calendar)
    {
        var (body, _) = await JsonBody.ReadAsync<StepBody>(context);
        var (vote, reason) = (IdOf(id), body?.Reason ?? "");
        var result = await me.DoAsync(actor => Keyed(actor, context) is var chair && step == "open" ? desk.OpenAsync(vote, chair, CancellationToken.None)
            : step == "close" ? desk.CloseAsync(vote, chair, CancellationToken.None)
            : step == "extend" ? desk.ExtendAsync(vote, body?.ClosesAt ?? default, reason, chair, CancellationToken.None)
            : step == "cancel" ? desk.CancelAsync(vote, reason, chair, CancellationToken.None)
            : desk.AnnounceAsync(vote, chair, CancellationToken.None));
        return result.Succeeded ? Results.Ok(TallyLine.Of(result.Value, calendar)) : VoteRefusals.Of(result.Problem);
    }

    private static Actor Keyed(Actor actor, HttpContext context) => actor with
    {
        From = context.Connection.RemoteIpAddress?.ToString() ?? "",
        CommandKey = CommandKeys.Of(context, actor, "votes"),
    };

    // A text that is no number names no vote.
    private static VoteId IdOf(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : default;
}
