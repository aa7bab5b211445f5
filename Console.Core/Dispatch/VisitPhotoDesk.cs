using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Takes and shows photos of what was found on a visit. Checks rights itself, whatever the page showed.</summary>
public sealed class VisitPhotoDesk
{
    /// <summary>How long after the end of a visit its photos may still come: a phone that was without a link.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromDays(1);

    private const string Action = "visit.photograph";
    private readonly IVisitStore _visits;
    private readonly VisitPhotoBook _book;
    private readonly IPhotoShop _shop;
    private readonly CommandLog _log;
    private readonly TimeProvider _time;

    internal VisitPhotoDesk(IVisitStore visits, VisitPhotoBook book, IPhotoShop shop, CommandLog log, TimeProvider time) =>
        (_visits, _book, _shop, _log, _time) = (visits, book, shop, log, time);

    /// <summary>Adds a picture taken at the door or inside; by whoever goes. The visit as it stands.</summary>
    /// <param name="id">Which visit.</param>
    /// <param name="picture">The bytes as they came.</param>
    /// <param name="actor">Who took it.</param>
    /// <param name="cancellation">Ends the reading; a picture once read is kept.</param>
    public async Task<Result<Visit>> AddAsync(VisitId id, Stream picture, Actor actor, CancellationToken cancellation)
    {
        if (await _visits.FindAsync(id, cancellation) is not { } visit)
        {
            return await RefuseAsync(actor, id, new VisitNotFound(id), cancellation);
        }

        if (VisitRights.Table.Refusal(VisitCommand.Photograph, actor, visit.Home.Community) is { } denied)
        {
            return await RefuseAsync(actor, id, denied, cancellation);
        }

        if (await FirstAnswerAsync(actor, visit, cancellation) is { } first)
        {
            return first;
        }

        var now = _time.GetUtcNow();
        var earlier = (await _book.ListAsync(visit.Subject, cancellation)).Count(photo => photo.Visit == id);
        if (Refusal(visit, actor, earlier, now) is { } refusal)
        {
            return await RefuseAsync(actor, id, refusal, cancellation);
        }

        var kept = await _shop.KeepAsync(picture, cancellation);
        if (!kept.Succeeded)
        {
            // Without the key: the same picture may come through once the tool is there.
            return await RefuseAsync(actor with { CommandKey = null }, id, kept.Problem, CancellationToken.None);
        }

        var photo = new VisitPhoto(id, visit.Subject, visit.Home, kept.Value, actor.TimeOf(visit.ArrivedAt ?? now, now), actor.Id, actor.Name);
        var done = _log.Done(actor, Action, $"visit:{id}", "", kept.Value.Value);
        return await _book.AddAsync(photo, done, CancellationToken.None)
            ? visit
            : await FirstAnswerAsync(actor, visit, CancellationToken.None) ?? visit; // the same picture: it is there
    }

    /// <summary>The photos of the visits to a home about a subject, oldest first.</summary>
    public async Task<Result<IReadOnlyList<VisitPhoto>>> ListAsync(HomeId home, string subject, Actor actor, CancellationToken cancellation) =>
        VisitRights.Table.Refusal(VisitCommand.LookAtPhotos, actor, home.Community) is { } refusal
            ? refusal
            : Result.Of<IReadOnlyList<VisitPhoto>>([.. (await _book.ListAsync(subject, cancellation)).Where(photo => photo.Home == home)]);

    /// <summary>A number that changes when some photo was added.</summary>
    public IAsyncEnumerable<int> WatchAsync(CancellationToken cancellation) => _book.WatchAsync(cancellation);

    /// <summary>The home's photos go; the files follow.</summary>
    internal Task<int> EraseAsync(HomeId home, CancellationToken cancellation) => _book.EraseAsync(home, cancellation);

    private static Problem? Refusal(Visit visit, Actor actor, int earlier, DateTimeOffset now) => visit switch
    {
        { ArrivedAt: null, IsOpen: true } => new VisitNotArrived(visit.Id),
        _ when !visit.Goes(actor.Id) => new VisitHasOtherGoer(visit.Id),
        { ArrivedAt: null } => new VisitIsClosed(visit.Id),
        { EndedAt: { } ended } when now - ended > Late => new VisitIsClosed(visit.Id),
        _ => earlier >= VisitPhoto.Most ? new VisitHasPhotosEnough(visit.Id) : null,
    };

    private async Task<Result<Visit>?> FirstAnswerAsync(Actor actor, Visit visit, CancellationToken cancellation) =>
        await _log.FirstAnswerAsync(actor, Action, $"visit:{visit.Id}", cancellation) is not { } first ? null
        : first.Refusal is { } before ? before
        : visit;

    private async Task<Result<Visit>> RefuseAsync(Actor actor, VisitId id, Problem problem, CancellationToken cancellation) =>
        await _log.RefuseAsync(actor, Action, $"visit:{id}", problem, cancellation);
}
