namespace CommunityConsole.Web.Commands.Replay;

/// <summary>The five fields of a row of a recording, as they stand in the file.</summary>
internal readonly ref struct ReplayRow
{
    private ReplayRow(ReadOnlySpan<byte> time, ReadOnlySpan<byte> home, ReadOnlySpan<byte> device, ReadOnlySpan<byte> measure, ReadOnlySpan<byte> value)
    {
        Time = time;
        Home = home;
        Device = device;
        Measure = measure;
        Value = value;
    }

    public ReadOnlySpan<byte> Time { get; }

    public ReadOnlySpan<byte> Home { get; }

    public ReadOnlySpan<byte> Device { get; }

    public ReadOnlySpan<byte> Measure { get; }

    public ReadOnlySpan<byte> Value { get; }

    /// <summary>Parts a line at its commas; false unless there are exactly five fields and none is empty.</summary>
    public static bool TryPart(ReadOnlySpan<byte> line, out ReplayRow row)
    {
        var rest = line;
        var time = Next(ref rest);
        var home = Next(ref rest);
        var device = Next(ref rest);
        var measure = Next(ref rest);
        var value = Next(ref rest);
        row = new ReplayRow(time, home, device, measure, value);
        return line.Count((byte)',') == 4
            && !time.IsEmpty && !home.IsEmpty && !device.IsEmpty && !measure.IsEmpty && !value.IsEmpty;
    }

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> line)
    {
        var comma = line.IndexOf((byte)',');
        var field = Unquoted(comma < 0 ? line : line[..comma]);
        line = comma < 0 ? [] : line[(comma + 1)..];
        return field;
    }

    // Programs that write CSV quote a field now and then; ids and numbers hold no quotes or commas themselves.
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> field)
    {
        field = field.Trim((byte)' ');
        return field is [(byte)'"', .., (byte)'"'] ? field[1..^1] : field;
    }
}
