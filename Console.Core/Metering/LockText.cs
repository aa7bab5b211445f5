using System.Text;

namespace CommunityConsole.Core.Metering;

/// <summary>The words of locks and doors: the state first, then side and method in any order, parted by colons.</summary>
internal static class LockText
{
    private static readonly string[] Sides = ["", "inside", "outside"];
    private static readonly string[] Methods = ["", "key", "finger", "code", "card", "app", "staff"];

    internal static bool TryLock(ReadOnlySpan<byte> text, out long packed)
    {
        var side = DoorSide.Unknown;
        var method = LockMethod.Unknown;
        var dangling = text.EndsWith(":"u8);
        var state = Next(ref text);
        var unlocked = state.SequenceEqual("unlocked"u8);
        var understood = !dangling && (unlocked || state.SequenceEqual("locked"u8));
        while (understood && !text.IsEmpty)
        {
            understood = TryDetail(Next(ref text), ref side, ref method);
        }

        packed = new LockReport(unlocked, side, method).Packed;
        return understood;
    }

    internal static bool TryDoor(ReadOnlySpan<byte> text, out long packed)
    {
        var side = DoorSide.Unknown;
        var method = LockMethod.Unknown;
        var dangling = text.EndsWith(":"u8);
        var state = Next(ref text);
        var open = state.SequenceEqual("open"u8);
        var understood = !dangling && (open || state.SequenceEqual("closed"u8));
        if (understood && !text.IsEmpty)
        {
            understood = TryDetail(Next(ref text), ref side, ref method) && method == LockMethod.Unknown && text.IsEmpty;
        }

        packed = new DoorReport(open, side).Packed;
        return understood;
    }

    internal static string Of(LockReport report)
    {
        var text = new StringBuilder(report.Unlocked ? "unlocked" : "locked");
        Append(text, Sides[(int)report.Side]);
        Append(text, Methods[(int)report.Method]);
        return text.ToString();
    }

    internal static string Of(DoorReport report)
    {
        var text = new StringBuilder(report.Open ? "open" : "closed");
        Append(text, Sides[(int)report.Side]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string word)
    {
        if (word.Length > 0)
        {
            text.Append(':').Append(word);
        }
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        var word = colon < 0 ? text : text[..colon];
        text = colon < 0 ? [] : text[(colon + 1)..];
        return word;
    }

    // A detail given twice is refused: two sides or two methods cannot both be true.
    private static bool TryDetail(ReadOnlySpan<byte> word, ref DoorSide side, ref LockMethod method)
    {
        var newSide = word switch
        {
            _ when word.SequenceEqual("inside"u8) => DoorSide.Inside,
            _ when word.SequenceEqual("outside"u8) => DoorSide.Outside,
            _ => DoorSide.Unknown,
        };
        if (newSide != DoorSide.Unknown)
        {
            var first = side == DoorSide.Unknown;
            side = newSide;
            return first;
        }

        var newMethod = word switch
        {
            _ when word.SequenceEqual("key"u8) => LockMethod.Key,
            _ when word.SequenceEqual("finger"u8) => LockMethod.Finger,
            _ when word.SequenceEqual("code"u8) => LockMethod.Code,
            _ when word.SequenceEqual("card"u8) => LockMethod.Card,
            _ when word.SequenceEqual("app"u8) => LockMethod.App,
            _ when word.SequenceEqual("staff"u8) => LockMethod.Staff,
            _ => LockMethod.Unknown,
        };
        var only = method == LockMethod.Unknown && newMethod != LockMethod.Unknown;
        method = newMethod;
        return only;
    }
}
