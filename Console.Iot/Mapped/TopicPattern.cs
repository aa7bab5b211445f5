namespace CommunityConsole.Iot.Mapped;

/// <summary>A topic filter in which levels may be named: <c>gw/{home}/+/{device}/#</c>.</summary>
internal sealed class TopicPattern
{
    private readonly string[] _levels;

    private TopicPattern(string[] levels) => _levels = levels;

    /// <summary>Null when the text is no such pattern.</summary>
    internal static TopicPattern? Of(string text)
    {
        var levels = text.Split('/');
        var named = levels.Where(IsNamed).ToList();
        var well = text.Length > 0
            && levels.Index().All(level => IsNamed(level.Item) || level.Item is "+" || (level.Item is "#" && level.Index == levels.Length - 1) || level.Item.AsSpan().IndexOfAny("+#{}") < 0)
            && named.Distinct().Count() == named.Count;
        return well ? new TopicPattern(levels) : null;
    }

    /// <summary>The named levels of a topic; null when it is not of the pattern.</summary>
    internal (string? Home, string? Device)? Match(string topic)
    {
        string? home = null;
        string? device = null;
        var rest = topic.AsSpan();
        for (var i = 0; i < _levels.Length; i++)
        {
            var pattern = _levels[i];
            if (pattern == "#")
            {
                return (home, device);
            }

            var end = rest.IndexOf('/');
            var isLast = i == _levels.Length - 1;
            if (end >= 0 == isLast)
            {
                // "a/#" also stands for "a" itself.
                return end < 0 && i == _levels.Length - 2 && _levels[^1] == "#" && Fits(pattern, rest, ref home, ref device) ? (home, device) : null;
            }

            if (!Fits(pattern, end < 0 ? rest : rest[..end], ref home, ref device))
            {
                return null;
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return (home, device);
    }

    private static bool IsNamed(string level) => level is "{home}" or "{device}";

    private static bool Fits(string pattern, ReadOnlySpan<char> level, ref string? home, ref string? device)
    {
        switch (pattern)
        {
            case "+":
                return true;
            case "{home}":
                home = level.ToString();
                return level.Length > 0;
            case "{device}":
                device = level.ToString();
                return level.Length > 0;
            default:
                return level.SequenceEqual(pattern);
        }
    }
}
