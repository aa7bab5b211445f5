using System.Globalization;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>
/// How readings are found again. By device and time through <c>reading_time</c> up to the position it is filled to; what was
/// stored after that stands at the end of <c>reading</c>. One statement sees both as of one moment.
/// </summary>
internal static class ReadingQueries
{
    private const string Columns = "r.position, s.id, s.community, s.home, s.name, r.kind, r.measure, r.value, r.at, r.received, r.seq, r.marks";
    private const string Filed = "(SELECT position FROM filed)";

    /// <summary>All measures, for an IN: each is then a search of its own in the order of <c>reading_time</c>.</summary>
    internal static readonly string Measures = string.Join(',', Enum.GetValues<Measure>().Select(m => ((long)m).ToString(CultureInfo.InvariantCulture)));

    /// <summary>In the order of storing: after $1, up to $2, at most $3.</summary>
    internal static readonly string After =
        $"SELECT {Columns} FROM reading r JOIN source s ON s.id = r.source WHERE r.position > $1 AND r.position <= $2 ORDER BY r.position LIMIT $3";

    /// <summary>Of community $1, home $2, with event times from $3 until $4.</summary>
    internal static readonly string Home = $"""
        SELECT {Columns} FROM source s
        CROSS JOIN reading_time t ON t.source = s.id AND t.measure IN ({Measures}) AND t.at >= $3 AND t.at < $4
        CROSS JOIN reading r ON r.position = t.position
        WHERE s.community = $1 AND s.home = $2 AND t.position <= {Filed}
        UNION ALL
        SELECT {Columns} FROM reading r CROSS JOIN source s ON s.id = r.source
        WHERE r.position > {Filed} AND r.at >= $3 AND r.at < $4 AND s.community = $1 AND s.home = $2
        ORDER BY 9, 1
        """;

    /// <summary>The newest filed row of each device and measure, then all rows not filed yet, in the order of storing.</summary>
    internal static readonly string Newest = $"""
        SELECT {Columns} FROM source s
        CROSS JOIN (VALUES {string.Join(',', Enum.GetValues<Measure>().Select(m => $"({(long)m})"))}) m
        CROSS JOIN reading r ON r.position = (
            SELECT t.position FROM reading_time t WHERE t.source = s.id AND t.measure = m.column1 AND t.position <= {Filed}
            ORDER BY t.at DESC, t.position DESC LIMIT 1)
        UNION ALL
        SELECT {Columns} FROM reading r CROSS JOIN source s ON s.id = r.source WHERE r.position > {Filed}
        """;

    /// <summary>Of source $1, filed, at most $2: measure, time, position. Calls for help and the newest row of all stay.</summary>
    internal static readonly string OfSource = $"""
        SELECT t.measure, t.at, t.position FROM reading_time t JOIN reading r ON r.position = t.position
        WHERE t.source = $1 AND t.measure <> {(long)Measure.Sos} AND NOT (t.measure = {(long)Measure.Alarm} AND r.value = {(long)DeviceAlarm.Duress})
        AND t.position < (SELECT max(position) FROM reading) LIMIT $2
        """;

    /// <summary>Of source $1, filed, rolled up and before $2, at most $3: measure, time, position. The newest row of all stays.</summary>
    internal static readonly string Old = $"""
        SELECT t.measure, t.at, t.position FROM reading_time t
        WHERE t.source = $1 AND t.measure IN ({Measures}) AND t.at < $2 AND t.position <= {Filed}
        AND t.position < (SELECT max(position) FROM reading)
        AND NOT EXISTS (SELECT 1 FROM touched h WHERE h.source = t.source AND h.hour = t.at / 3600000) LIMIT $3
        """;
}
