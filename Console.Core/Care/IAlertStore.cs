using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>A change of an alert, to be written whole or not at all.</summary>
/// <param name="Before">As read; null for a new alert.</param>
/// <param name="After">As it shall be, its version one higher.</param>
/// <param name="Audit">What goes on the audit log with it.</param>
public sealed record AlertChange(Alert? Before, Alert After, AuditEntry Audit)
{
    /// <summary>The message that the newest step says was sent; null for any other change.</summary>
    public FineMessage? Message { get; init; }

    /// <summary>All that goes on the audit log with it.</summary>
    public IReadOnlyList<AuditEntry> Entries => Message is { } message ? [Audit, message.Notices.Audit] : [Audit];

    /// <summary>The version that must still be stored.</summary>
    public int Expected => Before?.Version ?? 0;

    /// <summary>Steps that are not stored yet.</summary>
    public IEnumerable<AlertStep> NewSteps => After.Steps.Skip(Before?.Steps.Count ?? 0);

    /// <summary>Conditions that are new or changed.</summary>
    public IEnumerable<AlertCondition> ChangedConditions => After.Conditions.Except(Before?.Conditions ?? []);
}

/// <summary>Where alerts are kept, with their steps and conditions.</summary>
public interface IAlertStore
{
    /// <summary>The alert; null when there is none.</summary>
    Task<Alert?> FindAsync(AlertId id, CancellationToken cancellation);

    /// <summary>The alert that stands for a condition of the watch, open or closed; null when there is none.</summary>
    Task<Alert?> FindByConditionAsync(AlertId condition, CancellationToken cancellation);

    /// <summary>The open alert of that home, kind and cause; null when there is none.</summary>
    Task<Alert?> FindOpenAsync(HomeId home, AnomalyKind kind, string cause, CancellationToken cancellation);

    /// <summary>All open alerts of every community.</summary>
    Task<IReadOnlyList<Alert>> ListOpenAsync(CancellationToken cancellation);

    /// <summary>The newest alerts of a home, open and closed, newest first.</summary>
    Task<IReadOnlyList<Alert>> ListHomeAsync(HomeId home, int count, CancellationToken cancellation);

    /// <summary>Alerts of a community that were open at some time in [since, until), oldest decision first: the ground of the figures.</summary>
    Task<IReadOnlyList<Alert>> ListOpenInAsync(string community, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Writes alert, steps, conditions, message and audit entries in one transaction, if the stored version is the expected one and no other alert of the same home, kind and cause is open.</summary>
    /// <remarks>A condition that another alert stood for moves to this one.</remarks>
    /// <returns>False when that is not so; nothing is written then.</returns>
    Task<bool> SaveAsync(AlertChange change, CancellationToken cancellation);
}
