using System.Collections.Concurrent;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Shows a home's personal data in full: only with a stated reason, and only after the look is on the audit log.</summary>
public sealed class RevealDesk(HomeDirectory directory, CommandLog log, IAuditLog audit, TimeProvider time)
{
    private static readonly TimeSpan Shift = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<StaffId, (string Reason, DateTimeOffset At)> _reasons = new();

    /// <summary>The reason the person gave earlier in this shift (12 hours): the page need not ask again; null when it must.</summary>
    public string? ReasonOfShift(StaffId staff) =>
        _reasons.TryGetValue(staff, out var given) && time.GetUtcNow() - given.At < Shift ? given.Reason : null;

    /// <summary>The home with names and numbers in full; later looks of this shift need no other reason.</summary>
    public async Task<Result<Home>> RevealAsync(HomeId id, Actor actor, string reason, CancellationToken cancellation)
    {
        var revealed = await RevealOnceAsync(id, actor, reason, cancellation);
        if (revealed.Succeeded)
        {
            var said = reason.Trim();
            _reasons[actor.Id] = (said, ReasonOfShift(actor.Id) == said ? _reasons[actor.Id].At : time.GetUtcNow());
        }

        return revealed;
    }

    /// <summary>The same for one look: its reason, such as an ambulance waiting on the line, is none for the next.</summary>
    public async Task<Result<Home>> RevealOnceAsync(HomeId id, Actor actor, string reason, CancellationToken cancellation)
    {
        var said = reason.Trim();
        var problem = HomeRights.Table.Refusal(HomeCommand.Reveal, actor, id.Community)
            ?? (directory.Find(id) is null ? new HomeNotFound(id) : null)
            ?? (said.Length is < 2 or > HomePolicy.NoteLength ? new ReasonNeeded() : (Problem?)null);
        if (problem is not null)
        {
            return await log.RefuseAsync(actor, "personal.reveal", HomeDesk.Subject(id), problem, cancellation);
        }

        await audit.AppendAsync([log.Done(actor with { CommandKey = null }, "personal.reveal", HomeDesk.Subject(id), "", "", said)], cancellation);
        return directory.Find(id)!;
    }
}
