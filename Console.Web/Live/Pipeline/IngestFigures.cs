using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>Intake and pump: from a packet's receipt to its row on disk.</summary>
internal sealed class IngestFigures(IngestGauges gauges, TimeProvider time) : IFigureSource
{
    public const string Rate = "console_ingest_packets_per_second";
    public const string Lag = "console_ingest_lag_seconds";
    public const string Oldest = "console_ingest_oldest_waiting_seconds";
    public const string Waiting = "console_ingest_waiting_packets";
    public const string Stored = "console_ingest_readings_stored_total";
    public const string Duplicates = "console_ingest_duplicates_total";
    public const string Withheld = "console_ingest_readings_withheld_total";
    public const string Failed = "console_ingest_failed_packets_total";
    public const string Quarantined = "console_quarantined_packets_total";
    public const string StoreAway = "console_ingest_store_away";

    public string Name => "ingest";

    public IReadOnlyList<Figure> Measure()
    {
        var picture = gauges.Read();

        // Gauges count in program time; on a demo clock that runs fast, people still wait in real time.
        var pace = Ticks.InRealTime(time, TimeSpan.FromSeconds(1)).TotalSeconds;
        return
        [
            new(Rate, FigureKind.Gauge, "Packets finished a second, mean of the last minute.", picture.PacketsPerSecond * pace),
            new(Lag, FigureKind.Gauge, "From a packet's receipt to its commit, mean of the newest batch.", picture.Lag.TotalSeconds / pace),
            new(Oldest, FigureKind.Gauge, "Age of the oldest packet that is not stored yet.", picture.Oldest.TotalSeconds / pace),
            new(Waiting, FigureKind.Gauge, "Packets received and not stored yet.", picture.Waiting),
            new(Stored, FigureKind.Counter, "Readings stored since the start.", picture.Stored),
            new(Duplicates, FigureKind.Counter, "Readings that were there already.", picture.Duplicates),
            new(Withheld, FigureKind.Counter, "Readings nobody had agreed to: acknowledged, not stored.", picture.Withheld),
            new(Failed, FigureKind.Counter, "Packets that could not be stored and were not acknowledged.", picture.Failed),
            new(StoreAway, FigureKind.Gauge, "1 while the newest commit has failed.", picture.StoreAway ? 1 : 0),
            new(Quarantined, FigureKind.Counter, "Packets put into quarantine since the start.", picture.Quarantined.Values.Sum()),
            .. picture.Quarantined.Select(code =>
                new Figure($"{Quarantined[..^"_total".Length]}_by_code_total", FigureKind.Counter, "Packets put into quarantine since the start, by reason.", code.Value, ("code", code.Key))),
        ];
    }
}
