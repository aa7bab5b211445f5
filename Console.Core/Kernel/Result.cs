using System.Diagnostics.CodeAnalysis;

namespace CommunityConsole.Core.Kernel;

/// <summary>The outcome of a command: a value, or the reason it was refused. Faults stay exceptions.</summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The conversions are the point: a method returns its value or its problem as it is.")]
public readonly record struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Problem? problem)
    {
        _value = value;
        Problem = problem;
    }

    /// <summary>Null when the command succeeded.</summary>
    public Problem? Problem { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>The value of a command that succeeded.</summary>
    /// <exception cref="InvalidOperationException">The command was refused; look at <see cref="Problem"/> first.</exception>
    public T Value => Succeeded ? _value! : throw new InvalidOperationException($"No value: {Problem.Code}");

    internal static Result<T> Success(T value) => new(value, null);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}

/// <summary>Makes results of interface types, which no conversion can.</summary>
public static class Result
{
    /// <summary>The outcome of a command that succeeded.</summary>
    public static Result<T> Of<T>(T value) => Result<T>.Success(value);
}
