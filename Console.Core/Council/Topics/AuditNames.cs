using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Which records of the audit lose their details with a name: those about the topics it stood in that hold it. The chain has only commitments of them, and stays whole.</summary>
/// <param name="Subjects">The topics.</param>
/// <param name="Account">Whose name; null for somebody without an account.</param>
/// <param name="Names">The names.</param>
public sealed record AuditNames(IReadOnlyCollection<string> Subjects, StaffId? Account, IReadOnlyList<string> Names)
{
    /// <summary>The subject of a proposal, before its topic had a number.</summary>
    public const string New = "topic:new";

    /// <summary>Whether a record with these details is one.</summary>
    /// <param name="actor">Who gave the command.</param>
    /// <param name="details">Its details; null once erased.</param>
    public bool Holds(string actor, AuditDetails? details) =>
        details is not null
        && (Subjects.Contains(details.Subject) || (details.Subject == New && actor == Account?.Value))
        && Names.Any(name => new[] { details.ActorName, details.Before, details.After, details.Reason }.Any(text => text.Contains(name, StringComparison.Ordinal)));
}
