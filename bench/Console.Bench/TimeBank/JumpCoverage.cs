using System.Text.Json;

namespace CommunityConsole.Bench.TimeBank;

/// <summary>Which ways of each conditional jump of the deployed code were taken, and which line of the source a jump belongs to.</summary>
internal sealed class JumpCoverage
{
    private const byte JumpIf = 0x57;
    private const byte Push1 = 0x60;
    private const byte Push32 = 0x7F;

    private readonly SortedDictionary<int, (bool Jumped, bool Passed)> _jumps = [];
    private readonly Dictionary<int, string> _places = [];

    /// <param name="compiled">What tools/chain/compile.mjs writes with --map.</param>
    public JumpCoverage(JsonElement compiled)
    {
        var code = Convert.FromHexString(compiled.GetProperty("code").GetString()!);
        var source = compiled.GetProperty("source").GetString()!;
        var places = Places(compiled.GetProperty("sourceMap").GetString()!).ToList();
        for (var (pc, instruction) = (0, 0); pc < code.Length; pc++, instruction++)
        {
            var at = pc;
            if (code[pc] is >= Push1 and <= Push32)
            {
                pc += code[pc] - Push1 + 1; // the pushed bytes are no instructions
            }
            else if (code[pc] == JumpIf)
            {
                _jumps[at] = default;
                _places[at] = Show(source, instruction < places.Count ? places[instruction] : (-1, 0, -1));
            }
        }
    }

    /// <summary>All ways, and how many of them were taken.</summary>
    public (int All, int Taken) Ways => (2 * _jumps.Count, _jumps.Values.Sum(static j => (j.Jumped ? 1 : 0) + (j.Passed ? 1 : 0)));

    /// <summary>Jumps that went one way only, or never came.</summary>
    public IEnumerable<string> Missing => from jump in _jumps
                                          where !jump.Value.Jumped || !jump.Value.Passed
                                          select $"{jump.Key,6}  {(jump.Value.Jumped ? "always jumped" : jump.Value.Passed ? "never jumped" : "never met"),-14} {_places[jump.Key]}";

    /// <summary>Takes in the steps of one transaction: a jump whose successor is the next byte was not taken.</summary>
    public void Add(IEnumerable<int> programCounters)
    {
        var before = -1;
        foreach (var pc in programCounters)
        {
            if (_jumps.TryGetValue(before, out var ways))
            {
                _jumps[before] = pc == before + 1 ? ways with { Passed = true } : ways with { Jumped = true };
            }

            before = pc;
        }
    }

    // Each entry repeats what it leaves out from the one before.
    private static IEnumerable<(int Start, int Length, int File)> Places(string map)
    {
        var last = new[] { "-1", "0", "-1" };
        foreach (var entry in map.Split(';'))
        {
            var fields = entry.Split(':');
            for (var field = 0; field < 3 && field < fields.Length; field++)
            {
                last[field] = fields[field].Length > 0 ? fields[field] : last[field];
            }

            yield return (int.Parse(last[0], null), int.Parse(last[1], null), int.Parse(last[2], null));
        }
    }

    private static string Show(string source, (int Start, int Length, int File) place)
    {
        if (place.File != 0 || place.Start < 0)
        {
            return "(of the compiler's own: reading and checking the call's bytes)";
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(source);
        var line = bytes.AsSpan(0, place.Start).Count((byte)'\n') + 1;
        var text = System.Text.Encoding.UTF8.GetString(bytes, place.Start, place.Length).Split('\n')[0];
        return $"line {line}: {(text.Length > 80 ? text[..80] : text)}";
    }
}
