namespace CommunityConsole.Core.Kernel;

/// <summary>A refusal a caller must handle: a stable code for programs and one plain sentence in each language for people.</summary>
/// <param name="Code">Stable, dotted, lower case: <c>alert.taken</c>.</param>
/// <param name="Message">What happened and what to do next, Chinese and English.</param>
public abstract record Problem(string Code, Sentence Message);

/// <summary>The role of the caller does not include this command (checked at the desk, whatever the page showed).</summary>
public sealed record NotAllowed(string Command)
    : Problem("access.denied", new($"您的角色不能执行“{Command}”。", $"Your role may not do \"{Command}\"."));
