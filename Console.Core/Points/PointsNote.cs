using System.Globalization;

namespace CommunityConsole.Core.Points;

/// <summary>What an entry says beside its accounts and points: by which version of the rules, for what. Codes and numbers only, no name and no free text: the ledger is public and is kept for good.</summary>
public sealed record PointsNote
{
    /// <summary>The version of the rules; 0 where none decides.</summary>
    public int Version { get; init; }

    /// <summary>The rule of an award, the thing of a redemption; empty for the others.</summary>
    public string What { get; init; } = "";

    /// <summary>The occasion of an award, the hash of published rules; empty for the others.</summary>
    public string For { get; init; } = "";

    /// <summary>How many times, or minutes, the rule was earned.</summary>
    public int Units { get; init; }

    /// <summary>The estate's day of what was rewarded.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The number of the entry that a counter-entry undoes.</summary>
    public long Undoes { get; init; }

    /// <summary>As it stands in the ledger: the fields that say something, always in this order.</summary>
    public override string ToString()
    {
        List<string> fields = [];
        Add("v", Version == 0 ? "" : Version.ToString(CultureInfo.InvariantCulture));
        Add("what", What);
        Add("for", For);
        Add("units", Units == 0 ? "" : Units.ToString(CultureInfo.InvariantCulture));
        Add("on", On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        Add("undoes", Undoes == 0 ? "" : Undoes.ToString(CultureInfo.InvariantCulture));
        return string.Join(';', fields);

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                fields.Add($"{name}={value}");
            }
        }
    }

    /// <summary>The note; null for what <see cref="ToString"/> would not have written.</summary>
    public static PointsNote? Parse(string text)
    {
        var fields = new Dictionary<string, string>();
        foreach (var field in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (field.Split('=', 2) is not [var name, var value] || !fields.TryAdd(name, value))
            {
                return null;
            }
        }

        var note = new PointsNote
        {
            Version = int.TryParse(fields.GetValueOrDefault("v"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
            What = fields.GetValueOrDefault("what", ""),
            For = fields.GetValueOrDefault("for", ""),
            Units = int.TryParse(fields.GetValueOrDefault("units"), NumberStyles.None, CultureInfo.InvariantCulture, out var units) ? units : 0,
            On = DateOnly.TryParseExact(fields.GetValueOrDefault("on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null,
            Undoes = long.TryParse(fields.GetValueOrDefault("undoes"), NumberStyles.None, CultureInfo.InvariantCulture, out var undoes) ? undoes : 0,
        };
        return note.ToString() == text ? note : null;
    }
}
