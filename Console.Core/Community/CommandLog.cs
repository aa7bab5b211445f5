using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>What every desk does around a command: remembers the first answer to a client's key, and puts refusals on the audit log.</summary>
public sealed class CommandLog(IAuditLog audit, TimeProvider time)
{
    /// <summary>The audit entry of a command carried out now.</summary>
    public AuditEntry Done(Actor actor, string action, string subject, string before, string after, string reason = "") =>
        Entry(actor, action, AuditEntry.Done, new AuditDetails(subject, actor.Name, actor.From, before, after, reason));

    /// <summary>Puts a refusal on the log and hands it back.</summary>
    public async Task<Problem> RefuseAsync(Actor actor, string action, string subject, Problem problem, CancellationToken cancellation)
    {
        var details = new AuditDetails(subject, actor.Name, actor.From, "", "", "", problem.Message);
        await audit.AppendAsync([Entry(actor, action, problem.Code, details)], cancellation);
        return problem;
    }

    /// <summary>The first answer to the command's key; null when it carries none or was not seen before.</summary>
    public async Task<FirstAnswer?> FirstAnswerAsync(Actor actor, string action, string subject, CancellationToken cancellation)
    {
        if (actor.CommandKey is not { } key || await audit.FindCommandAsync(key, cancellation) is not { } record)
        {
            return null;
        }

        if (record.Actor != actor.Id.Value || record.Action != action || (record.Details is { } details && details.Subject != subject))
        {
            return new FirstAnswer(new CommandKeyReused());
        }

        return new FirstAnswer(record.Result == AuditEntry.Done
            ? null
            : new RefusedBefore(record.Result, record.Details?.Refusal ?? RefusedBefore.Erased));
    }

    private AuditEntry Entry(Actor actor, string action, string result, AuditDetails details) =>
        new(time.GetUtcNow(), actor.Community, actor.Id.Value, action, result, details, actor.CommandKey);
}

/// <summary>The first answer to a command key: carried out (<see cref="Refusal"/> null) or refused.</summary>
public sealed record FirstAnswer(Problem? Refusal);

/// <summary>The command was refused the first time it came; a retry gets the same answer.</summary>
public sealed record RefusedBefore(string Code, Sentence Message) : Problem(Code, Message)
{
    internal static Sentence Erased { get; } = new("这条命令当时已被拒绝。", "This command was refused at the time.");
}

/// <summary>The command key was used before for something else.</summary>
public sealed record CommandKeyReused()
    : Problem("command.key", new("命令编号重复，请刷新页面后再试。", "This command key was used before for another command; reload the page and try again."));
