using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>The statements behind the hourly roll-ups; runs inside a transaction of the writer that finds all readings filed.</summary>
internal sealed class RollupRows(SqliteConnection writer) : IDisposable
{
    /// <summary>Milliseconds in an hour.</summary>
    internal const long HourLength = 3_600_000;

    private const string Found = "SELECT t.at, t.measure, r.value FROM reading_time t JOIN reading r ON r.position = t.position";

    private readonly PreparedCommand _touched = new(writer, "SELECT source, hour FROM touched ORDER BY source, hour LIMIT $1", 1);
    private readonly PreparedCommand _isTouched = new(writer, "SELECT 1 FROM touched WHERE source = $1 AND hour = $2", 2);
    private readonly PreparedCommand _done = new(writer, "DELETE FROM touched WHERE source = $1 AND hour = $2", 2);
    private readonly PreparedCommand _within = new(writer, $"{Found} WHERE t.source = $1 AND t.measure IN ({ReadingQueries.Measures}) AND t.at >= $2 AND t.at < $3 ORDER BY t.at, t.position", 3);
    private readonly PreparedCommand _before = new(writer, $"{Found} WHERE t.source = $1 AND t.measure = $2 AND t.at < $3 ORDER BY t.at DESC, t.position DESC LIMIT 1", 3);
    private readonly PreparedCommand _next = new(writer, $"{Found} WHERE t.source = $1 AND t.measure = $2 AND t.at >= $3 ORDER BY t.at, t.position LIMIT 1", 3);
    private readonly PreparedCommand _put = new(writer, "INSERT OR REPLACE INTO hour VALUES($1, $2, $3, $4, $5, $6, $7)", 7);

    // The computation does not ask whose the readings are.
    private static readonly DeviceId Anyone = new(new HomeId("", ""), "");

    internal List<(long Source, long Hour)> Touched(int limit)
    {
        using var rows = _touched.Read(limit);
        var touched = new List<(long, long)>();
        while (rows.Read())
        {
            touched.Add((rows.GetInt64(0), rows.GetInt64(1)));
        }

        return touched;
    }

    /// <summary>Computes one hour of a device, and of each register the first rise after it.</summary>
    internal void RollUp(long source, long hour)
    {
        _done.Run(source, hour);
        var rows = Rows(_within.Read(source, hour * HourLength, (hour + 1) * HourLength));
        var registers = rows.Select(r => r.Measure).Where(m => m is Measure.TotalLitres or Measure.TotalWattHours).Distinct().ToList();
        var before = registers.SelectMany(m => Rows(_before.Read(source, (long)m, hour * HourLength)));
        Put(source, hour, [.. before, .. rows]);
        foreach (var register in registers)
        {
            if (Rows(_next.Read(source, (long)register, (hour + 1) * HourLength)) is [var next])
            {
                var later = next.At.ToUnixTimeMilliseconds() / HourLength;
                if (_isTouched.Ask(source, later) is null)
                {
                    var its = Rows(_within.Read(source, later * HourLength, (later + 1) * HourLength)).Where(r => r.Measure == register);
                    Put(source, later, [rows.Last(r => r.Measure == register), .. its]);
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (var command in new[] { _touched, _isTouched, _done, _within, _before, _next, _put })
        {
            command.Dispose();
        }
    }

    private static List<Reading> Rows(SqliteDataReader row)
    {
        using (row)
        {
            var found = new List<Reading>();
            while (row.Read())
            {
                var at = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0));
                found.Add(new Reading(Anyone, DeviceKind.Unknown, (Measure)row.GetInt64(1), row.GetInt64(2), at, at));
            }

            return found;
        }
    }

    private void Put(long source, long hour, List<Reading> rows)
    {
        foreach (var one in HourlyRollup.Of(rows, DateTimeOffset.FromUnixTimeMilliseconds(hour * HourLength)))
        {
            _put.Run(source, hour, (long)one.Measure, one.Count, one.Sum, one.Least, one.Most);
        }
    }
}
