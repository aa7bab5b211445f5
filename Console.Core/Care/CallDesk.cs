using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>Calls to the people of a home, one by one: what came of each, and of whom it was told.</summary>
public sealed class CallDesk(AlertDesk alerts, HomeDesk homes)
{
    /// <summary>What came of a call. A wrong number is marked on the home, for the next worker.</summary>
    /// <param name="id">About which alert.</param>
    /// <param name="actor">Who phoned.</param>
    /// <param name="whom"><see cref="ContactPolicy.ResidentId"/>, or the contact's id.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="note">In the worker's words.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<Alert>> RecordAsync(
        AlertId id, Actor actor, string whom, ContactOutcome outcome, string note, CancellationToken cancellation)
    {
        var recorded = await alerts.RecordContactAsync(id, actor, whom, outcome, note, cancellation);
        if (recorded.Succeeded && outcome == ContactOutcome.WrongNumber)
        {
            // The call is on record whatever becomes of the mark; a refusal of it is on the log.
            await homes.DoubtNumberAsync(recorded.Value.Home, whom, actor with { CommandKey = null }, cancellation);
        }

        return recorded;
    }
}
