using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Changes homes: registers them, corrects them, sets where the resident is. Checks rights itself, whatever the page showed.</summary>
public sealed class HomeDesk(IHomeStore store, HomeDirectory directory, CommandLog log, TimeProvider time, Lazy<IEnumerable<IHomeFacts>> facts)
{
    // Chinese stays readable in the audit; it is never put into a page unescaped.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The grid cell of a home nobody has placed yet.</summary>
    internal const string NoCell = "unassigned";

    private static readonly TimeSpan LongestPresence = TimeSpan.FromDays(90);

    /// <summary>Registers cells, buildings and homes; what has the same id is replaced.</summary>
    public async Task<Result<HomeRegister>> RegisterAsync(HomeRegister register, Actor actor, CancellationToken cancellation)
    {
        var problem = HomeRights.Table.Refusal(HomeCommand.Register, actor, actor.Community)
            ?? (Communities(register).All(community => community == actor.Community) ? null : new OtherCommunity())
            ?? register.Homes.Select(home => HomePolicy.Refusal(home, time.GetUtcNow())).FirstOrDefault(found => found is not null);
        if (problem is not null)
        {
            return await log.RefuseAsync(actor, "home.register", "estate", problem, cancellation);
        }

        var versioned = register with
        {
            Homes = [.. register.Homes.Select(home => directory.Find(home.Id) is { } known
                ? ContactPolicy.Named(ContactPolicy.Again(home, known)) with { Version = known.Version + 1 }
                : ContactPolicy.Named(home) with { Version = 1 })],
        };
        await store.PutAsync(versioned, log.Done(actor, "home.register", "estate", "", $"{register.Homes.Count} homes"), cancellation);
        directory.Put(versioned);
        foreach (var home in versioned.Homes)
        {
            await TellAsync(home, cancellation);
        }

        return versioned;
    }

    /// <summary>The home, registered bare if it is not known yet: a device of it was registered by itself. Its data are filled in later.</summary>
    public async Task<Home> EnsureAsync(HomeId id, CancellationToken cancellation)
    {
        if (directory.Find(id) is { } known)
        {
            return known;
        }

        var bare = new Home(id, new Address("", id.Home, "", ""), new GridCellId(id.Community, NoCell), new Resident("", "", null, LivesAlone: true)) { Version = 1 };
        var entry = log.Done(Actor.Program(id.Community), "home.ensure", Subject(id), "", "registered by its device");
        if (await store.SaveAsync(bare, 0, entry, cancellation))
        {
            directory.Put(new HomeRegister([], [], [bare]));
            await TellAsync(bare, cancellation);
        }
        else
        {
            // Somebody else was faster; theirs is in the store.
            await directory.LoadAsync(cancellation);
        }

        return directory.Find(id) ?? bare;
    }

    /// <summary>Writes the home's address, resident, contacts and notes; presence has its own commands.</summary>
    /// <returns>The home as stored; refused when somebody else changed it since <see cref="Home.Version"/>.</returns>
    public Task<Result<Home>> ChangeAsync(Home home, Actor actor, CancellationToken cancellation) =>
        WriteAsync(home.Id, HomeCommand.Change, "home.change", actor, "", stored => stored.Version != home.Version
            ? new HomeChangedMeanwhile(home.Id)
            : ContactPolicy.Edited(ContactPolicy.Named(home with { Presence = stored.Presence }), stored), cancellation);

    /// <summary>Somebody phoned and it was not that person: the next worker sees it, until the number is edited.</summary>
    /// <param name="id">Whose home.</param>
    /// <param name="whom"><see cref="ContactPolicy.ResidentId"/>, or the contact's id.</param>
    /// <param name="actor">Who phoned.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<Home>> DoubtNumberAsync(HomeId id, string whom, Actor actor, CancellationToken cancellation) =>
        WriteAsync(id, HomeCommand.DoubtNumber, "home.doubtnumber", actor, "", stored => ContactPolicy.Doubted(stored, whom, time.GetUtcNow()) is { } doubted
            ? doubted
            : new ContactNotFound(), cancellation);

    /// <summary>A worker says where the resident is, until when and why. It ends by itself.</summary>
    public Task<Result<Home>> SetPresenceAsync(
        HomeId id, Actor actor, WorkerPresence presence, DateTimeOffset until, string note, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return WriteAsync(id, HomeCommand.SetPresence, "home.presence", actor, note, stored => until <= now || until > now + LongestPresence
            ? new PresenceEndNotValid()
            : note.Length > HomePolicy.NoteLength
                ? new HomeNotValid(new("备注最多 500 个字。", "A note has 500 characters at most."))
                : stored with { Presence = new PresenceSetByWorker(presence, until.ToUniversalTime(), actor.Id, now, note) }, cancellation);
    }

    /// <summary>Ends a worker's word on presence before its time: the resident is back.</summary>
    public Task<Result<Home>> EndPresenceAsync(HomeId id, Actor actor, CancellationToken cancellation) =>
        WriteAsync(id, HomeCommand.EndPresence, "home.presence.end", actor, "", stored => stored with { Presence = null }, cancellation);

    /// <summary>Ends every worker's word on presence whose time is over, so that the watch is armed again; returns how many.</summary>
    public async Task<int> EndExpiredPresenceAsync(CancellationToken cancellation)
    {
        var ended = 0;
        foreach (var home in directory.WithPresence().Where(home => home.PresenceAt(time.GetUtcNow()) is null))
        {
            ended += (await EndPresenceAsync(home.Id, Actor.Program(home.Id.Community), cancellation)).Succeeded ? 1 : 0;
        }

        return ended;
    }

    private async Task<Result<Home>> WriteAsync(
        HomeId id, HomeCommand command, string action, Actor actor, string reason, Func<Home, Result<Home>> change, CancellationToken cancellation)
    {
        if (HomeRights.Table.Refusal(command, actor, id.Community) is { } refusal)
        {
            return await log.RefuseAsync(actor, action, Subject(id), refusal, cancellation);
        }

        if (await log.FirstAnswerAsync(actor, action, Subject(id), cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : directory.Find(id) is { } now ? now : new HomeNotFound(id);
        }

        if (directory.Find(id) is not { } stored)
        {
            return await log.RefuseAsync(actor, action, Subject(id), new HomeNotFound(id), cancellation);
        }

        var changed = change(stored);
        var problem = changed.Problem ?? HomePolicy.Refusal(changed.Value, time.GetUtcNow());
        if (problem is not null)
        {
            return await log.RefuseAsync(actor, action, Subject(id), problem, cancellation);
        }

        var next = changed.Value with { Version = stored.Version + 1 };
        if (!await store.SaveAsync(next, stored.Version, log.Done(actor, action, Subject(id), Text(stored), Text(next), reason), cancellation))
        {
            await directory.LoadAsync(cancellation);
            return new HomeChangedMeanwhile(id);
        }

        directory.Put(new HomeRegister([], [], [next]));
        await TellAsync(next, cancellation);
        return next;
    }

    private async Task TellAsync(Home home, CancellationToken cancellation)
    {
        foreach (var listener in facts.Value)
        {
            await listener.HomeChangedAsync(home, cancellation);
        }
    }

    private static IEnumerable<string> Communities(HomeRegister register) =>
        register.Cells.Select(cell => cell.Id.Community)
            .Concat(register.Buildings.Select(building => building.Community))
            .Concat(register.Homes.Select(home => home.Id.Community));

    private static string Text(Home home) => JsonSerializer.Serialize(home, Readable);

    internal static string Subject(HomeId id) => $"home:{id}";
}
