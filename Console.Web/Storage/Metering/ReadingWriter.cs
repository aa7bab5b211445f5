using System.Globalization;
using CommunityConsole.Core.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>Puts readings and quarantined packets into the tables; runs inside the writer's transaction.</summary>
internal sealed class ReadingWriter : IDisposable
{
    /// <summary>How many packets the quarantine keeps; older ones give way, their count stays.</summary>
    internal const int KeptPackets = 20_000;

    private readonly RawStatement _insert;
    private readonly FilingTray _tray;
    private readonly PreparedCommand _touch;
    private readonly PreparedCommand _findSource;
    private readonly PreparedCommand _addSource;
    private readonly PreparedCommand _quarantine;
    private readonly PreparedCommand _trim;
    private readonly PreparedCommand _count;
    private readonly Dictionary<DeviceId, long> _sources = [];
    private readonly Dictionary<long, long> _touched = [];
    private long _position;

    internal ReadingWriter(SqliteConnection writer, int filedTogether)
    {
        Connection = writer;
        _insert = new RawStatement(writer, "INSERT INTO reading VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _tray = new FilingTray(writer, filedTogether);
        _touch = new PreparedCommand(writer, "INSERT OR IGNORE INTO touched VALUES($1, $2)", 2);
        _findSource = new PreparedCommand(writer, "SELECT id FROM source WHERE community=$1 AND home=$2 AND name=$3", 3);
        _addSource = new PreparedCommand(writer, "INSERT INTO source(community, home, name) VALUES($1, $2, $3) RETURNING id", 3);
        _quarantine = new PreparedCommand(writer, "INSERT INTO quarantine(community, topic, payload, length, code, zh, en, received, client) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)", 9);
        _trim = new PreparedCommand(writer, "DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - $1", 1);
        _count = new PreparedCommand(writer, "INSERT INTO quarantine_count VALUES($1, $2, 1) ON CONFLICT DO UPDATE SET count = count + 1", 2);
        using var newest = new PreparedCommand(writer, "SELECT ifnull(max(position), 0) FROM reading", 0);
        _position = Number(newest.Ask());
    }

    /// <summary>Adds readings; those already there are left out of the answer.</summary>
    internal List<StoredReading> Add(IReadOnlyCollection<Reading> readings)
    {
        var stored = new List<StoredReading>(readings.Count);
        foreach (var reading in readings)
        {
            var source = SourceOf(reading.Device);
            var at = reading.At.ToUnixTimeMilliseconds();
            var key = ReadingKey.Of(source, reading, at);
            if (!_tray.IsNew(key))
            {
                continue;
            }

            Insert(++_position, source, at, reading);
            _tray.Add(key, _position);
            stored.Add(new StoredReading(_position, reading));
            Touch(source, at / RollupRows.HourLength);
        }

        _tray.FileBite(stored.Count);
        return stored;
    }

    /// <summary>Readings on disk that are not yet filed by device and time.</summary>
    internal int Unfiled => _tray.Unfiled;

    /// <summary>Files at most <paramref name="most"/> readings.</summary>
    internal void File(int most) => _tray.FileMost(most);

    internal void Quarantine(IReadOnlyList<QuarantinedPacket> packets)
    {
        foreach (var packet in packets)
        {
            _quarantine.Run(packet.Community, packet.Topic, packet.Payload.ToArray(), packet.Length, packet.Code,
                packet.Reason.Zh, packet.Reason.En, packet.Received.ToUnixTimeMilliseconds(), packet.Client);
            _count.Run(packet.Community, packet.Code);
        }

        if (packets.Count > 0)
        {
            _trim.Run(KeptPackets);
        }
    }

    /// <summary>The roll-ups took touched hours off the list: hours remembered here may have to be put on it again.</summary>
    internal void ForgetTouched() => _touched.Clear();

    /// <summary>The transaction failed: nothing of what it taught is true.</summary>
    internal void Forget(long position)
    {
        _position = position;
        _sources.Clear();
        _touched.Clear();
        _tray.Forget();
    }

    internal long Position => _position;

    internal SqliteConnection Connection { get; }

    public void Dispose()
    {
        _insert.Dispose();
        _tray.Dispose();
        foreach (var command in new[] { _touch, _findSource, _addSource, _quarantine, _trim, _count })
        {
            command.Dispose();
        }
    }

    private void Insert(long position, long source, long at, in Reading reading) => _insert
        .Bind(1, position).Bind(2, source).Bind(3, at).Bind(4, (long)reading.Measure).Bind(5, reading.Value).Bind(6, reading.Sequence)
        .Bind(7, reading.Received.ToUnixTimeMilliseconds()).Bind(8, (long)reading.Kind).Bind(9, (long)reading.Marks).Run();

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    // Readings come hour after hour: the list on disk is asked once per device and hour, not once per reading.
    private void Touch(long source, long hour)
    {
        if (!_touched.TryGetValue(source, out var last) || last != hour)
        {
            _touch.Run(source, hour);
            _touched[source] = hour;
        }
    }

    private long SourceOf(DeviceId device)
    {
        if (!_sources.TryGetValue(device, out var source))
        {
            var (community, home) = (device.Home.Community, device.Home.Home);
            source = Number(_findSource.Ask(community, home, device.Name) ?? _addSource.Ask(community, home, device.Name));
            _sources[device] = source;
        }

        return source;
    }
}
