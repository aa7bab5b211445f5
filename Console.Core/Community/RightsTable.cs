using System.Collections.Frozen;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Who may give which command, as data: one table per feature, read by the desk for each command.</summary>
/// <typeparam name="TCommand">The commands of the feature; the table must name every one.</typeparam>
public sealed class RightsTable<TCommand>
    where TCommand : struct, Enum
{
    private readonly FrozenDictionary<TCommand, FrozenSet<Role>> _roles;

    /// <exception cref="ArgumentException">A command is missing: forgetting one must not mean that everybody, or nobody, may give it.</exception>
    public RightsTable(IReadOnlyDictionary<TCommand, Role[]> roles)
    {
        var missing = Enum.GetValues<TCommand>().Where(command => !roles.ContainsKey(command)).ToList();
        if (missing.Count > 0)
        {
            throw new ArgumentException($"No roles listed for: {string.Join(", ", missing)}.", nameof(roles));
        }

        _roles = roles.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());
    }

    /// <summary>Whether the role may give the command at all.</summary>
    public bool Allows(TCommand command, Role role) => _roles[command].Contains(role);

    /// <summary>Null when <paramref name="actor"/> may give the command in that community, else the refusal.</summary>
    public Problem? Refusal(TCommand command, Actor actor, string community)
    {
        if (!string.Equals(actor.Community, community, StringComparison.Ordinal))
        {
            return new OtherCommunity();
        }

        return Allows(command, actor.Role) ? null : new NotAllowed(command.ToString());
    }
}
