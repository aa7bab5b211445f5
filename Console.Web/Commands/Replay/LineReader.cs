namespace CommunityConsole.Web.Commands.Replay;

/// <summary>Lines of a UTF-8 stream as spans of one buffer: no text is made of a line.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int LongestLine = 1 << 20;
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _over;

    /// <summary>The number of the line last returned, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end; valid until the next call. False at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">A line longer than a megabyte: this is no table.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0 || (_over && _end > _start))
            {
                var length = found >= 0 ? searched + found : _end - _start;
                line = _buffer.AsSpan(_start, length).TrimEnd((byte)'\r');
                _start = Math.Min(_end, _start + length + 1);
                Number++;
                return true;
            }

            if (_over)
            {
                line = default;
                return false;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
            {
                throw new InvalidDataException($"Line {Number + 1} is longer than {LongestLine} bytes.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _over = read == 0;
    }
}
