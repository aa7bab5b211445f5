using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Takes a person's name out of the topics of a community, on the person's wish. Checks rights itself; it cannot be undone.</summary>
public sealed class TopicNameDesk
{
    private readonly TopicCommands _commands;
    private readonly StaffDirectory _staff;

    internal TopicNameDesk(TopicCommands commands, StaffDirectory staff) => (_commands, _staff) = (commands, staff);

    /// <summary>Everywhere in the community where the account took a step; of somebody without an account in this topic.</summary>
    /// <returns>In how many topics.</returns>
    public Task<Result<int>> EraseAsync(TopicId id, TopicPerson person, string reason, Actor actor, CancellationToken cancellation) => _commands.EraseNameAsync(
        id,
        person,
        reason.Trim(),
        actor,
        async topic =>
            !TopicRights.MayErase(person, actor) ? new NameNotYours(id)
            : TopicWords.Refusal(reason, TopicWords.TextLength) is { } words ? words
            : !TopicNames.Of(topic).Contains(person) ? new NameNotThere(id)
            : person.Account is { } account && await _staff.FindAsync(account, cancellation) is { Disabled: false, Role: not Role.Resident } ? new NameStillNeeded(id)
            : default(Problem),
        cancellation);
}
