using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>How a question is answered: the <c>datatype</c> of an Open311 attribute.</summary>
public enum QuestionKind
{
    /// <summary><c>string</c>: one line.</summary>
    Line,

    /// <summary><c>singlevaluelist</c>: one of the choices.</summary>
    OneOf,
}

/// <summary>A choice of a question: the key sent, the words shown.</summary>
public sealed record QuestionChoice(string Key, Sentence Name);

/// <summary>One thing more to ask about a service: an attribute of the Open311 service definition.</summary>
/// <param name="Code">Stable; unique within the service.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Text">The question.</param>
/// <param name="Choices">Empty for a line of text.</param>
/// <remarks>No question is required: whoever reports from the street in the rain must get through without answering.</remarks>
public sealed record ServiceQuestion(string Code, QuestionKind Kind, Sentence Text, IReadOnlyList<QuestionChoice> Choices)
{
    /// <summary>The key of the choice that means danger to people; null where none does.</summary>
    public string? Danger { get; init; }

    /// <summary>Who else has it: the answer that parts a home's own pipe from the mains.</summary>
    public static ServiceQuestion Extent { get; } = OneOf(
        "extent",
        new("还有哪些人家也这样？", "Who else has it?"),
        new("home", new("只有我家", "Only my home")),
        new("some", new("同楼几家", "Some homes of the building")),
        new("building", new("整栋楼", "The whole building")),
        new("street", new("整个小区或整条街", "The whole estate or street")),
        new("unknown", new("不清楚", "I do not know")));

    /// <summary>A question answered with one line of text.</summary>
    public static ServiceQuestion Line(string code, Sentence text) => new(code, QuestionKind.Line, text, []);

    /// <summary>A question with choices.</summary>
    public static ServiceQuestion OneOf(string code, Sentence text, params IReadOnlyList<QuestionChoice> choices) =>
        new(code, QuestionKind.OneOf, text, choices);

    /// <summary>A question with yes or no.</summary>
    public static ServiceQuestion YesNo(string code, Sentence text) =>
        OneOf(code, text, new("yes", new("是", "Yes")), new QuestionChoice("no", new("否", "No")));
}
