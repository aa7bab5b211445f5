using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Entries and records as people read them; names are masked here, whoever asks.</summary>
internal static class TimeBankLines
{
    public static TimeLineView Line(ITimeBankSight sight, TimeEntry entry, Id32 account)
    {
        var record = entry.Kind is TimeEntryKind.Filed or TimeEntryKind.Service or TimeEntryKind.Closed or TimeEntryKind.Disputed ? entry.Op : (Id32?)null;
        var other = entry.Debit == account ? entry.Credit : entry.Debit;
        return new TimeLineView(
            entry.Number, TimeCode.Of(entry), entry.At, entry.Kind, entry.Of(account),
            record is { } about ? ServiceOf(sight, sight.OfOp(about)) : null, record, record is { } now ? sight.State.Record(now).Status : RecordStatus.None,
            other == account || other == TimeBankLimits.Pool ? "" : NameOf(sight, other), TextOf(sight, entry));
    }

    public static RecordView Record(ITimeBankSight sight, Id32 id)
    {
        var (record, entries) = (sight.State.Record(id), sight.OfOp(id));
        var filed = entries.First(entry => entry.Kind == TimeEntryKind.Filed);
        var last = entries[^1];
        return new RecordView(
            id, record.Provider, record.Receiver, NameOf(sight, record.Provider), NameOf(sight, record.Receiver), ServiceOf(sight, entries) ?? new("", ""), filed.Note.Code,
            filed.Note.Served, filed.Note.Credited, ServiceAsk.DayOf(filed.Note.ServedAt), filed.At, record.Status,
            record.SettledAt == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(record.SettledAt), TextOf(sight, filed),
            last.Kind is TimeEntryKind.Closed or TimeEntryKind.Disputed ? TextOf(sight, last) : "", last.At);
    }

    public static string NameOf(ITimeBankSight sight, Id32 account) => sight.Person(account) is { } person ? PersonalData.Name(person.Name) : "";

    private static Sentence? ServiceOf(ITimeBankSight sight, IReadOnlyList<TimeEntry> entries) =>
        entries.FirstOrDefault(entry => entry.Kind == TimeEntryKind.Filed)?.Note.Code is { } code ? sight.Catalogue().FirstOrDefault(line => line.Code == code)?.Name : null;

    private static string TextOf(ITimeBankSight sight, TimeEntry entry) => entry.Note.Word is { } word ? sight.Word(word)?.Text ?? "" : "";
}
