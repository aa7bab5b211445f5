using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>Puts fields that carry times of their own into one report per instant.</summary>
/// <param name="wireName">Whose fields.</param>
/// <param name="calendar">The estate's.</param>
/// <param name="sequence">The message's number.</param>
internal sealed class ReportsByTime(string wireName, EstateCalendar calendar, long? sequence)
{
    // The instant without a time is the first.
    private readonly SortedDictionary<DateTimeOffset, WireReport> _reports = [];

    /// <summary>All of it is from the past.</summary>
    internal bool Historical { get; init; }

    /// <summary>Reads one field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="time">Its time; null where it has none.</param>
    internal void Read(string name, JsonElement value, JsonElement? time)
    {
        if (FieldNames.Find(name) is null)
        {
            return;
        }

        DateTimeOffset? at = time is { } written && JsonTimes.TryRead(written, calendar, out var read) ? read : null;
        var report = At(at);
        FieldNames.Read(name, value, report);
        if (time is not null && at is null)
        {
            report.Packet.Problem = PacketProblems.WrongTime;
        }
    }

    /// <summary>The report of an instant, made where it is new.</summary>
    internal WireReport At(DateTimeOffset? at)
    {
        var key = at ?? DateTimeOffset.MinValue;
        if (!_reports.TryGetValue(key, out var report))
        {
            report = new WireReport(wireName);
            report.Packet.At = at;
            report.Packet.Sequence = sequence;
            report.Packet.Historical = Historical;
            _reports[key] = report;
        }

        return report;
    }

    /// <summary>All reports, the oldest first.</summary>
    internal List<WireReport> Reports() => [.. _reports.Values];
}
