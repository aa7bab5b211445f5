using System.Text.RegularExpressions;

namespace CommunityConsole.House.Tests;

/// <summary>The list of what of MQTT is tested: each line names tests, and those exist.</summary>
internal static partial class ConformanceList
{
    internal const string Path = "docs/mqtt-conformance.md";

    /// <summary>What is not true of the list, one sentence each.</summary>
    public static IEnumerable<string> Breaches(string list, IReadOnlyCollection<SourceFile> sources)
    {
        foreach (var line in list.Split('\n').Where(l => l.StartsWith('|') && !l.StartsWith("| ---", StringComparison.Ordinal) && l.Trim() != "| line | tests |"))
        {
            var tests = TestName().Matches(line);
            if (tests.Count == 0)
            {
                yield return $"{Path}: no test for {line}";
            }

            foreach (Match test in tests)
            {
                var (file, method) = ($"/{test.Groups[1].Value}.cs", test.Groups[2].Value);
                if (!sources.Any(s => s.Path.StartsWith("tests/", StringComparison.Ordinal) && s.Path.EndsWith(file, StringComparison.Ordinal) && Declares(s.Text, method)))
                {
                    yield return $"{Path}: there is no test {test.Value}.";
                }
            }
        }
    }

    private static bool Declares(string text, string method) => Regex.IsMatch(text, $@"public (?:async Task|Task|void) {method}\(");

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex TestName();
}
