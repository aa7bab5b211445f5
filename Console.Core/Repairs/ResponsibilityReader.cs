using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Reads the responsibility directory; every fault names its line and what to do.</summary>
internal sealed class ResponsibilityReader
{
    private static readonly string[] Columns =
        ["service", "site", "asset", "building", "unit", "backup", "person", "normal", "high", "danger", "escalation"];

    private readonly List<ResponsibilityRow> _rows = [];
    private readonly List<string> _faults = [];

    /// <summary>What could be read.</summary>
    public IReadOnlyList<ResponsibilityRow> Rows => _rows;

    /// <summary>What could not, one sentence each; empty when the directory may be used.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Reads all of it, so that every fault is told at once.</summary>
    public static ResponsibilityReader Read(string text)
    {
        var reader = new ResponsibilityReader();
        var rows = CsvRows.Read(text).ToList();
        if (rows.Count == 0 || !rows[0].Cells.SequenceEqual(Columns))
        {
            reader._faults.Add($"line {(rows.Count == 0 ? 1 : rows[0].Line)}: the first row must be the header: {string.Join(',', Columns)}");
            return reader;
        }

        foreach (var (line, cells) in rows.Skip(1))
        {
            reader.Take(line, cells);
        }

        if (reader._faults.Count == 0)
        {
            reader.LookForGaps();
        }

        return reader;
    }

    private void Take(int line, IReadOnlyList<string> cells)
    {
        if (cells.Count != Columns.Length)
        {
            _faults.Add($"line {line}: {cells.Count} cells, but the header has {Columns.Length}; fill up with commas, or put a cell that holds a comma into double quotes.");
            return;
        }

        var before = _faults.Count;
        var row = new ResponsibilityRow(line, ServiceOf(line, cells[0]), SiteOf(line, cells[1]), Filled(cells[2]), Filled(cells[3]))
        {
            Unit = UnitOf(line, "unit", cells[4]) ?? default,
            Backup = cells[5].Length == 0 ? null : UnitOf(line, "backup", cells[5]),
            Person = Filled(cells[6]) is { } person ? new StaffId(person) : null,
            Deadlines = HoursOf(line, cells),
            Steps = StepsOf(line, cells[10]),
        };
        if (_rows.Find(row.IsSameCase) is { } same)
        {
            _faults.Add($"line {line}: says service, site, asset and building of line {same.Line} once more; remove one of the two.");
        }

        if (row.Backup == row.Unit && _faults.Count == before)
        {
            _faults.Add($"line {line}: the backup is the unit itself; name another one or leave the cell empty.");
        }

        if (_faults.Count == before)
        {
            _rows.Add(row);
        }
    }

    private ServiceCode? ServiceOf(int line, string cell)
    {
        var code = new ServiceCode(cell);
        if (cell.Length > 0 && ServiceCatalogue.Find(code) is null)
        {
            _faults.Add($"line {line}: service '{cell}' is not one of {string.Join(", ", ServiceCatalogue.All.Select(known => known.Code))}; leave it empty for all.");
        }

        return cell.Length == 0 ? null : code;
    }

    private SiteKind? SiteOf(int line, string cell)
    {
        var site = Enum.GetValues<SiteKind>().Cast<SiteKind?>().FirstOrDefault(known => Code(known!.Value) == cell);
        if (cell.Length > 0 && site is null)
        {
            _faults.Add($"line {line}: site '{cell}' is not one of {string.Join(", ", Enum.GetValues<SiteKind>().Select(Code))}; leave it empty for all.");
        }

        return site;
    }

    private UnitId? UnitOf(int line, string column, string cell)
    {
        var unit = new UnitId(cell);
        if (RepairUnits.Knows(unit))
        {
            return unit;
        }

        _faults.Add($"line {line}: {column} '{cell}' is not one of {string.Join(", ", RepairUnits.All.Select(known => known.Id))}.");
        return null;
    }

    private Deadlines? HoursOf(int line, IReadOnlyList<string> cells)
    {
        string[] written = [cells[7], cells[8], cells[9]];
        if (written.All(cell => cell.Length == 0))
        {
            return null;
        }

        var hours = written.Select(cell => double.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read : 0).ToArray();
        if (hours.Any(read => read is not (> 0 and <= 8760)))
        {
            _faults.Add($"line {line}: normal, high and danger must all be hours between 0 and 8760, such as 24, 4, 0.5, or all be empty.");
        }
        else if (hours[0] < hours[1] || hours[1] < hours[2])
        {
            _faults.Add($"line {line}: the more urgent, the sooner: normal, high, danger must not grow.");
        }

        return new Deadlines(hours[0], hours[1], hours[2]);
    }

    private List<EscalationStep> StepsOf(int line, string cell)
    {
        var steps = new List<EscalationStep>();
        foreach (var written in cell.Split(';', StringSplitOptions.TrimEntries))
        {
            var parts = written.Split(':', StringSplitOptions.TrimEntries);
            var level = Enum.GetValues<EscalationLevel>().Cast<EscalationLevel?>().FirstOrDefault(known => Code(known!.Value) == parts[0]);
            var hours = 0.0;
            if (parts.Length != 2 || level is null
                || !double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out hours) || !(hours <= 8760))
            {
                _faults.Add($"line {line}: escalation '{written}' is not level:hours; write for example property:24;committee:72.");
                return steps;
            }

            steps.Add(new EscalationStep(level.Value, TimeSpan.FromHours(hours)));
        }

        if (steps.Zip(steps.Skip(1)).Any(pair => pair.First.To >= pair.Second.To || pair.First.AfterDeadline > pair.Second.AfterDeadline))
        {
            _faults.Add($"line {line}: escalation goes up and on in time: building, property, committee.");
        }

        return steps;
    }

    // The general answer of each pair must exist, else a report would reach nobody.
    private void LookForGaps()
    {
        foreach (var service in ServiceCatalogue.All)
        {
            foreach (var site in Enum.GetValues<SiteKind>().Where(site => !_rows.Exists(row => row.Fits(service.Code, site, null, null))))
            {
                _faults.Add($"nobody answers for {service.Code}, {Code(site)}; add a row for it or one with both cells empty.");
            }
        }
    }

    private static string? Filled(string cell) => cell.Length == 0 ? null : cell;

    private static string Code<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
