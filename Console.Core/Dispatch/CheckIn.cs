using System.Globalization;

namespace CommunityConsole.Core.Dispatch;

/// <summary>How an arrival was proved.</summary>
public enum CheckInProof
{
    /// <summary>口头: the person said so. It counts like the others: nobody is kept from helping by a phone that finds no satellite.</summary>
    Word,

    /// <summary>门牌码: the short code at the door was typed.</summary>
    Code,

    /// <summary>定位: the phone was within the radius of the building.</summary>
    Gps,
}

/// <summary>How an arrival was proved. Of the position only the distance is known here: the phone works it out and keeps the position to itself.</summary>
/// <param name="Proof">How.</param>
/// <param name="Distance">Metres from the building, for a position.</param>
/// <param name="Accuracy">How exact the phone says that is, metres.</param>
public sealed record CheckIn(CheckInProof Proof, int? Distance = null, int? Accuracy = null)
{
    /// <summary>Nothing but the person's word.</summary>
    public static CheckIn Word { get; } = new(CheckInProof.Word);

    /// <summary>The code at the door.</summary>
    public static CheckIn Code { get; } = new(CheckInProof.Code);

    /// <summary>As a step carries it: <c>Code</c>, <c>Gps 42 15</c>.</summary>
    public string Text => string.Join(' ', new object?[] { Proof, Distance, Accuracy }.OfType<object>().Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)));

    /// <summary>The best proof of a visit's arrival.</summary>
    public static CheckIn Of(Visit visit) =>
        visit.Steps.Where(step => step.Kind == VisitStepKind.CheckedIn).Select(step => Read(step.Detail)).MaxBy(proof => proof.Proof) ?? Word;

    /// <summary>Reads <see cref="Text"/>.</summary>
    public static CheckIn Read(string text)
    {
        var parts = text.Split(' ');
        return Enum.TryParse<CheckInProof>(parts[0], out var proof) ? new CheckIn(proof, Number(parts, 1), Number(parts, 2)) : Word;
    }

    private static int? Number(string[] parts, int at) =>
        parts.Length > at && int.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
