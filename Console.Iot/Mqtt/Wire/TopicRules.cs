namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>What topic names and filters may look like (MQTT 5.0, section 4.7).</summary>
internal static class TopicRules
{
    /// <summary>How many separators a name or filter may have; deeper ones only serve to make a server work hard.</summary>
    public const int SeparatorLimit = 200;

    private const string SharePrefix = "$share/";

    /// <exception cref="WireFault">Empty, not good UTF-8, with a wildcard, or too deep.</exception>
    public static void CheckName(ReadOnlySpan<byte> name)
    {
        Utf8Rules.Check(name);
        if (name.IsEmpty || name.IndexOfAny((byte)'#', (byte)'+') >= 0)
        {
            throw WireFault.Malformed("A topic name is empty or holds a wildcard.");
        }

        if (name.Count((byte)'/') > SeparatorLimit)
        {
            throw new WireFault(ReasonCode.TopicNameInvalid, $"A topic name has more than {SeparatorLimit} separators.");
        }
    }

    /// <summary>Whether the filter is well-formed: <c>#</c> alone in the last level, <c>+</c> alone in any level.</summary>
    public static bool IsFilter(ReadOnlySpan<char> filter)
    {
        if (filter.IsEmpty || filter.Count('/') > SeparatorLimit)
        {
            return false;
        }

        foreach (var level in filter.Split('/'))
        {
            var text = filter[level];
            if (text.Length > 1 && text.IndexOfAny('#', '+') >= 0)
            {
                return false;
            }

            if (text is "#" && level.End.GetOffset(filter.Length) != filter.Length)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes <c>$share/{group}/{filter}</c> apart; false when the text starts so but is not well-formed.</summary>
    public static bool TrySplitShare(string text, out string? group, out string filter)
    {
        group = null;
        filter = text;
        if (!text.StartsWith(SharePrefix, StringComparison.Ordinal))
        {
            return true;
        }

        var rest = text.AsSpan(SharePrefix.Length);
        var end = rest.IndexOf('/');
        if (end < 1 || end == rest.Length - 1 || rest[..end].IndexOfAny('#', '+') >= 0)
        {
            return false;
        }

        group = rest[..end].ToString();
        filter = rest[(end + 1)..].ToString();
        return true;
    }

    /// <summary>Whether a well-formed filter matches a name; wildcards never match a first level that starts with <c>$</c>.</summary>
    public static bool Matches(ReadOnlySpan<char> filter, ReadOnlySpan<char> name) =>
        !(name.StartsWith('$') && !filter.StartsWith('$')) && CoversLevels(filter, name);

    /// <summary>Whether everything <paramref name="inner"/> matches is matched by <paramref name="outer"/> too.</summary>
    public static bool Covers(ReadOnlySpan<char> outer, ReadOnlySpan<char> inner) =>
        !(inner.StartsWith('$') && !outer.StartsWith('$')) && CoversLevels(outer, inner);

    private static bool CoversLevels(ReadOnlySpan<char> outer, ReadOnlySpan<char> inner)
    {
        while (true)
        {
            var a = Cut(ref outer, out var outerEnds);
            if (a is "#")
            {
                return true;
            }

            var b = Cut(ref inner, out var innerEnds);
            if (b is "#" || (a is not "+" && !a.SequenceEqual(b)))
            {
                return false;
            }

            if (innerEnds)
            {
                // "sport/#" also matches "sport" itself.
                return outerEnds || outer is "#";
            }

            if (outerEnds)
            {
                return false;
            }
        }
    }

    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> text, out bool ends)
    {
        var at = text.IndexOf('/');
        ends = at < 0;
        var level = ends ? text : text[..at];
        text = ends ? [] : text[(at + 1)..];
        return level;
    }
}
