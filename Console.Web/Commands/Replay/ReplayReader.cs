using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Replay;

/// <summary>Readings of a recording; bad rows are named with their line and counted.</summary>
internal sealed class ReplayReader(Stream stream, EstateCalendar calendar, TextWriter errors)
{
    /// <summary>The first line of every recording.</summary>
    public const string Header = "time,home,device,measure,value";

    private const string Community = "replay";
    private const int LongestId = 256;

    private readonly LineReader _lines = new(stream);
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, HomeId> _homes = [];

    public long Rows { get; private set; }

    public long BadRows { get; private set; }

    /// <summary>Reads the first line.</summary>
    /// <exception cref="InvalidDataException">It is not the header of a recording.</exception>
    public void ReadHeader()
    {
        _lines.TryRead(out var line);
        if (line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        if (!line.Trim((byte)' ').SequenceEqual(Encoding.UTF8.GetBytes(Header)))
        {
            throw new InvalidDataException($"the first line is not '{Header}'");
        }
    }

    /// <summary>The next good row; false at the end.</summary>
    public bool TryRead(out Reading reading)
    {
        while (_lines.TryRead(out var line))
        {
            if (line.IsEmpty)
            {
                continue;
            }

            Rows++;
            if (Read(line, out reading) is not { } wrong)
            {
                return true;
            }

            BadRows++;
            errors.WriteLine($"line {_lines.Number}: {wrong}");
        }

        reading = default;
        return false;
    }

    private string? Read(ReadOnlySpan<byte> line, out Reading reading)
    {
        reading = default;
        if (!ReplayRow.TryPart(line, out var row))
        {
            return "not five fields";
        }

        if (!ReplayTime.TryRead(row.Time, calendar, out var at))
        {
            return "not a time";
        }

        if (row.Home.Length > LongestId || row.Device.Length > LongestId)
        {
            return "an id longer than 256 bytes";
        }

        if (!MeasureText.TryMeasure(row.Measure, out var measure))
        {
            return "not a measure";
        }

        if (!MeasureText.TryValue(measure, row.Value, out var value) || !ValueLimits.Allow(measure, value))
        {
            return "not a value of that measure";
        }

        reading = new Reading(new DeviceId(Home(row.Home), Name(row.Device)), DeviceKind.Unknown, measure, value, at, at);
        return null;
    }

    // Each name is made once: a recording has few homes and millions of rows.
    private string Name(ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[LongestId];
        letters = letters[..Encoding.UTF8.GetChars(text, letters)];
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(letters, out var name))
        {
            name = letters.ToString();
            _names.Add(name, name);
        }

        return name;
    }

    private HomeId Home(ReadOnlySpan<byte> text)
    {
        var name = Name(text);
        if (!_homes.TryGetValue(name, out var home))
        {
            home = new HomeId(Community, name);
            _homes.Add(name, home);
        }

        return home;
    }
}
