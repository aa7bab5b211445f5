using System.Globalization;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Endpoints.Open311;

/// <summary>The arguments of <c>GET requests</c>. An empty argument is the same as none.</summary>
internal static class GeoQuery
{
    /// <summary>Most requests in one answer.</summary>
    public const int Most = 1000;

    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(90);

    /// <summary>The query, or what is wrong with it.</summary>
    public static (RepairQuery? Query, Sentence? Problem) Of(IQueryCollection arguments, string community, DateTimeOffset now)
    {
        if (List(arguments, "service_request_id") is { Count: > 0 } ids)
        {
            // These override everything else; one that is no number names nothing.
            return (new RepairQuery(community) { Ids = [.. ids.Select(IdOf)], Take = Most }, null);
        }

        if (!TryInstant(arguments["start_date"], out var start) || !TryInstant(arguments["end_date"], out var end))
        {
            return (null, new("日期须为 2010-01-01T00:00:00Z 的写法。", "Dates must be written as 2010-01-01T00:00:00Z."));
        }

        var until = end ?? (start is { } from && from + LongestSpan < now ? from + LongestSpan : (DateTimeOffset?)null);
        var since = start ?? (until ?? now) - LongestSpan;
        if (until is { } last && (last < since || last - since > LongestSpan))
        {
            return (null, new("时间范围不能超过 90 天，且结束不早于开始。", "The range may not span more than 90 days, nor end before it starts."));
        }

        var statuses = List(arguments, "status");
        if (statuses.Any(status => status is not ("open" or "closed")))
        {
            return (null, new("status 只能是 open、closed。", "status is open or closed."));
        }

        return (new RepairQuery(community)
        {
            Since = since,
            Until = until?.AddTicks(1),
            Services = [.. List(arguments, "service_code").Select(code => new ServiceCode(code))],
            States = statuses.Count == 0 ? [] : [.. Enum.GetValues<RepairState>().Where(state => statuses.Contains(GeoTrees.StatusOf(state)))],
            Take = Most,
        }, null);
    }

    /// <summary>The number of a repair; one that does not exist where the text is none.</summary>
    public static RepairId IdOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : default;

    /// <summary>An instant with its offset; true with null for an empty text.</summary>
    public static bool TryInstant(string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        // A plus sign that was not escaped arrives as a blank.
        var known = DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed);
        instant = parsed;
        return known && parsed.Year is > 1999 and < 2200;
    }

    private static List<string> List(IQueryCollection arguments, string name) =>
        [.. arguments[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
