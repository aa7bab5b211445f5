using System.Text.RegularExpressions;

namespace CommunityConsole.House.Tests;

/// <summary>Which folder may reach which: features use lower rows only, and folders of one row do not know each other.</summary>
internal static partial class Layout
{
    private static readonly string[][] Rows =
    [
        ["Kernel", "Numerics"],
        ["Community"],
        ["Consents", "Photos"],
        ["Metering", "Dispatch", "Points", "Notices"],
        ["Anomalies", "Credentials", "Forecasting"],
        ["Care", "Repairs", "Sanitation", "Stations", "Council", "TimeBank", "MutualHelp", "Linkage"],
        ["Governance"],
    ];

    // What the rules may never know, whatever the folder.
    private static readonly string[] ForeignToCore =
        ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "CommunityConsole.Iot", "CommunityConsole.Web", "System.Net.Sockets"];

    private static readonly string[] ForeignToIot = ["Microsoft.EntityFrameworkCore", "Microsoft.Data", "CommunityConsole.Web"];

    // Folders of Console.Iot that may use the others; every dialect stays alone.
    private static readonly string[] IotJoiners = ["Intake", "Simulation"];

    /// <summary>What a file reaches although it may not, one sentence each.</summary>
    public static IEnumerable<string> Breaches(SourceFile file)
    {
        var parts = file.Path.Split('/');
        return parts[0] switch
        {
            "Console.Core" when parts.Length > 2 => CoreBreaches(file, parts[1]),
            "Console.Iot" when parts.Length > 2 => IotBreaches(file, parts[1], parts[2]),
            _ => [],
        };
    }

    private static IEnumerable<string> CoreBreaches(SourceFile file, string feature)
    {
        var row = RowOf(feature);
        if (row < 0)
        {
            yield return $"{file.Path}: the folder {feature} is in no row of the layout; give it one.";
            yield break;
        }

        foreach (var (line, name) in Names(file))
        {
            if (ForeignToCore.Any(name.StartsWith))
            {
                yield return $"{file.Path}:{line}: the rules must not know {name}.";
            }

            if (CoreFeature().Match(name) is { Success: true } match
                && match.Groups[1].Value is var other && other != feature && RowOf(other) >= row)
            {
                yield return $"{file.Path}:{line}: {feature} (row {row}) must not use {other} (row {RowOf(other)}).";
            }
        }
    }

    private static IEnumerable<string> IotBreaches(SourceFile file, string family, string part)
    {
        foreach (var (line, name) in Names(file))
        {
            if (ForeignToIot.Any(name.StartsWith))
            {
                yield return $"{file.Path}:{line}: Console.Iot must not know {name}.";
            }

            if (family == "Mqtt" && part == "Wire" && name.StartsWith("CommunityConsole", StringComparison.Ordinal)
                && !name.StartsWith("CommunityConsole.Iot.Mqtt.Wire", StringComparison.Ordinal))
            {
                yield return $"{file.Path}:{line}: the MQTT codec has no other business; it must not know {name}.";
            }

            if (IotFamily().Match(name) is { Success: true } match && match.Groups[1].Value != family && !IotJoiners.Contains(family))
            {
                yield return $"{file.Path}:{line}: {family} must not use {match.Groups[1].Value}; only {string.Join(" and ", IotJoiners)} join families.";
            }
        }
    }

    private static int RowOf(string feature) => Array.FindIndex(Rows, row => row.Contains(feature));

    // Using lines, and names written out in full.
    private static IEnumerable<(int Line, string Name)> Names(SourceFile file) =>
        from line in file.Lines
        where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Text.StartsWith("namespace ", StringComparison.Ordinal)
        from Match match in QualifiedName().Matches(line.Text)
        select (line.Number, match.Groups[1].Value);

    [GeneratedRegex(@"(?:^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?|\b(?=CommunityConsole\.))([A-Za-z_][\w.]*)")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"^CommunityConsole\.Core\.(\w+)")]
    private static partial Regex CoreFeature();

    [GeneratedRegex(@"^CommunityConsole\.Iot\.(\w+)")]
    private static partial Regex IotFamily();
}
