using System.Collections.Concurrent;

namespace CommunityConsole.Core.Dispatch;

/// <summary>How often a wrong code was typed for each visit. A code of six digits proves something only where it cannot be tried out.</summary>
/// <remarks>In memory: a restart gives five more, and each wrong one is on the audit log.</remarks>
internal sealed class DoorCodeTries
{
    /// <summary>So many wrong ones; then the code proves nothing more for that visit.</summary>
    public const int Most = 5;

    private readonly ConcurrentDictionary<VisitId, int> _wrong = new();

    /// <summary>Whether no code counts any more.</summary>
    public bool AreSpent(VisitId visit) => _wrong.GetValueOrDefault(visit) >= Most;

    /// <summary>One more was wrong.</summary>
    public void Count(VisitId visit) => _wrong.AddOrUpdate(visit, 1, static (_, before) => before + 1);
}
