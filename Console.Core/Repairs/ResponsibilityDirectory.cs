namespace CommunityConsole.Core.Repairs;

/// <summary>Who answers for what, where: responsibility as data; the most specific row of the directory wins.</summary>
public sealed class ResponsibilityDirectory
{
    private readonly ResponsibilityRow[] _rows;

    private ResponsibilityDirectory(IEnumerable<ResponsibilityRow> rows, IReadOnlyDictionary<string, string> phones)
    {
        // Stable: no two rows of one weight fit the same case, for they would name the same cells.
        _rows = [.. rows.OrderByDescending(row => row.Weight)];
        Units = [.. RepairUnits.All.Select(unit => unit with { Phone = phones.GetValueOrDefault(unit.Id.Value, "") })];
    }

    /// <summary>The directory that comes with the program.</summary>
    public static ResponsibilityDirectory Default { get; } = Load(DefaultText);

    /// <summary>The units with their telephone numbers.</summary>
    public IReadOnlyList<RepairUnit> Units { get; }

    internal static string DefaultText => RepairFiles.Read("responsibilities.csv");

    /// <summary>A directory from the text of a file.</summary>
    /// <param name="text">Comma-separated, with the header of the default one.</param>
    /// <param name="phones">Telephone numbers by the code of the unit.</param>
    /// <exception cref="FormatException">Rows are wrong; the message names each line and what to do.</exception>
    public static ResponsibilityDirectory Load(string text, IReadOnlyDictionary<string, string>? phones = null)
    {
        var read = ResponsibilityReader.Read(text);
        return read.Faults.Count == 0
            ? new ResponsibilityDirectory(read.Rows, phones ?? new Dictionary<string, string>())
            : throw new FormatException(string.Join(Environment.NewLine, read.Faults));
    }

    /// <summary>Who answers. Never nobody: a directory without an answer for every service at every site is not loaded.</summary>
    /// <param name="service">What is broken; a service of the catalogue.</param>
    /// <param name="site">Whose ground it stands on.</param>
    /// <param name="asset">The kind of thing within the service (<see cref="AssetKinds"/>) or the code on its plate.</param>
    /// <param name="building">The building as in addresses.</param>
    /// <exception cref="ArgumentException">There is no such service.</exception>
    public Responsibility For(ServiceCode service, SiteKind site, string? asset = null, string? building = null)
    {
        var known = ServiceCatalogue.Find(service) ?? throw new ArgumentException($"There is no service '{service}'.", nameof(service));
        var row = _rows.First(row => row.Fits(service, site, asset, building));
        return new Responsibility(row.Unit, row.Backup, row.Person, row.Steps)
        {
            Deadlines = row.Deadlines is { } own ? [new DatedDeadlines(DateOnly.MinValue, own)] : known.Deadlines,
        };
    }

    /// <summary>The unit of that code; null when there is none.</summary>
    public RepairUnit? Unit(UnitId unit) => Units.FirstOrDefault(known => known.Id == unit);
}
