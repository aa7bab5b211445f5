using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>What could be read of a table, and every fault with its line.</summary>
/// <param name="Rows">Empty where there is a fault.</param>
/// <param name="Faults">One sentence each; empty when the table can be used.</param>
public sealed record MakeUpReading(IReadOnlyList<GroupCount> Rows, IReadOnlyList<Sentence> Faults);

/// <summary>Reads the estate's numbers from comma-separated text: <c>group,people</c> or 组,人数, a row for every group.</summary>
public static class MakeUpReader
{
    private const string Dashes = "-–—－~～至";

    private static readonly Dictionary<string, int> Columns = new(StringComparer.OrdinalIgnoreCase) { ["group"] = 0, ["组"] = 0, ["people"] = 1, ["人数"] = 1 };

    /// <summary>Reads all of it, so that every fault is told at once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">By what it counts.</param>
    /// <param name="groups">Every group there is.</param>
    /// <param name="nameOfBuilding">A building's name by its id.</param>
    public static MakeUpReading Read(string text, GroupKind kind, IReadOnlyList<string> groups, Func<string, string?> nameOfBuilding)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var lines = CsvRows.Read(text).ToList();
        if (lines.Count == 0 || lines[0].Cells.Count != 2 || !lines[0].Cells.Select(cell => Columns.GetValueOrDefault(cell, -1)).SequenceEqual([0, 1]))
        {
            return new MakeUpReading([], [Fault(lines.Count == 0 ? 1 : lines[0].Line, "第一行须是列名：组,人数。", "the first line names the columns: group,people.")]);
        }

        var known = Names(kind, groups, nameOfBuilding);
        var faults = new List<Sentence>();
        var counted = new Dictionary<string, int>();
        foreach (var (line, cells) in lines.Skip(1))
        {
            if (cells.Count != 2)
            {
                faults.Add(Fault(line, $"须是两格（组和人数），现有 {cells.Count} 格；人数里不要写逗号。", $"two cells are wanted, group and people, not {cells.Count}; write numbers without commas."));
            }
            else if (!known.TryGetValue(Key(cells[0]), out var group))
            {
                faults.Add(Fault(line, $"没有“{cells[0]}”这一组。有：{Listed(kind, groups, nameOfBuilding).Zh}。", $"there is no group \"{cells[0]}\". There are: {Listed(kind, groups, nameOfBuilding).En}."));
            }
            else if (!int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people > MakeUpTable.MostPeople)
            {
                faults.Add(Fault(line, $"人数“{cells[1]}”须是 0 以上的整数。", $"\"{cells[1]}\" is not a whole number of people."));
            }
            else if (!counted.TryAdd(group, people))
            {
                faults.Add(Fault(line, $"“{cells[0]}”前面已有一行，请合并。", $"\"{cells[0]}\" has a row before this one; join them."));
            }
        }

        var missing = groups.Where(group => !counted.ContainsKey(group)).ToList();
        if (faults.Count == 0 && missing.Count > 0)
        {
            faults.Add(new Sentence(
                $"缺少：{Listed(kind, missing, nameOfBuilding).Zh}。没有人的组请写 0。", $"Missing: {Listed(kind, missing, nameOfBuilding).En}. Write 0 for a group without anybody."));
        }

        if (faults.Count == 0 && counted.Values.All(people => people == 0))
        {
            faults.Add(new Sentence("人数不能全是 0。", "Not all numbers can be 0."));
        }

        return new MakeUpReading(faults.Count > 0 ? [] : [.. groups.Select(group => new GroupCount(group, counted[group]))], faults);
    }

    /// <summary>The text of a table, to be filled in or changed; empty cells where nothing is known.</summary>
    public static string Write(MakeUpTable table, IReadOnlyList<string> groups, Func<string, string?> nameOfBuilding)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(groups);
        var known = table.Rows.ToDictionary(row => row.Group, row => row.People.ToString(CultureInfo.InvariantCulture));
        var header = new Sentence("组,人数", "group,people");
        return string.Concat([$"{header}\n", .. groups.Select(group => $"{Quoted(GroupWords.Of(table.Kind, group, nameOfBuilding).ToString())},{known.GetValueOrDefault(group)}\n")]);
    }

    // By id, and by what it is called in either language; dashes and blanks are written in many ways.
    private static Dictionary<string, string> Names(GroupKind kind, IReadOnlyList<string> groups, Func<string, string?> nameOfBuilding)
    {
        var names = new Dictionary<string, string>();
        foreach (var group in groups)
        {
            var words = GroupWords.Of(kind, group, nameOfBuilding);
            string[] called = kind == GroupKind.Building ? [group, $"{group}号楼", words.Zh, words.En] : [group, words.Zh, words.En, words.Zh.Replace("岁", "", StringComparison.Ordinal)];
            foreach (var name in called)
            {
                names.TryAdd(Key(name), group);
            }
        }

        return names;
    }

    private static string Key(string name) => string.Concat(name.Where(letter => !char.IsWhiteSpace(letter)).Select(letter => Dashes.Contains(letter, StringComparison.Ordinal) ? '-' : char.ToLowerInvariant(letter)));

    private static Sentence Listed(GroupKind kind, IReadOnlyList<string> groups, Func<string, string?> nameOfBuilding)
    {
        var words = groups.Select(group => GroupWords.Of(kind, group, nameOfBuilding)).ToList();
        return new Sentence(string.Join('、', words.Select(word => word.Zh)), string.Join(", ", words.Select(word => word.En)));
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Sentence Fault(int line, string zh, string en) => new($"第 {line} 行：{zh}", $"Line {line}: {en}");
}
