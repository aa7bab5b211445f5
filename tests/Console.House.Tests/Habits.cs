using System.Text.RegularExpressions;

namespace CommunityConsole.House.Tests;

/// <summary>Habits of the house that a reader's eye misses on a bad day.</summary>
internal static partial class Habits
{
    /// <summary>What breaks a habit, one sentence each.</summary>
    public static IEnumerable<string> Breaches(SourceFile file)
    {
        var tests = file.Path.StartsWith("tests/", StringComparison.Ordinal);
        var product = file.Path.StartsWith("Console.", StringComparison.Ordinal);
        foreach (var (number, line) in file.Lines)
        {
            var code = line.Split("//")[0];
            if (product && WallClock().IsMatch(code))
            {
                yield return $"{file.Path}:{number}: take the time from a TimeProvider.";
            }

            if (product && UntimedDelay().IsMatch(code))
            {
                yield return $"{file.Path}:{number}: wait with a TimeProvider.";
            }

            // The one place where tests may wait is the helper that polls a condition.
            if (tests && Waiting().IsMatch(code) && !file.Path.EndsWith("/Eventually.cs", StringComparison.Ordinal) && !IsThisFile(file))
            {
                yield return $"{file.Path}:{number}: poll a condition with Eventually or drive a fake clock; no timed waits in tests.";
            }

            if (product && AsyncVoid().IsMatch(code))
            {
                yield return $"{file.Path}:{number}: async void loses its exception.";
            }

            // A browser sends them with seconds: under a format without, each change falls back to what stood there before.
            if (product && FormattedTime().IsMatch(code))
            {
                yield return $"{file.Path}:{number}: a field for times takes no @bind:format.";
            }

            if (VagueName().IsMatch(System.IO.Path.GetFileName(file.Path)))
            {
                yield return $"{file.Path}: Manager, Utils, Common, Helper, Base and v2 say nothing; use a word of the glossary.";
                yield break;
            }
        }

        foreach (var number in UnsortedImports(file))
        {
            yield return $"{file.Path}:{number}: imports stand in order, System first.";
        }
    }

    // The build checks style and the formatter white space; neither looks at the order of imports without minutes of work.
    private static IEnumerable<int> UnsortedImports(SourceFile file)
    {
        var before = "";
        foreach (var (number, line) in file.Path.EndsWith(".cs", StringComparison.Ordinal) ? file.Lines : [])
        {
            var import = Import().Match(line) is { Success: true } match ? (IsSystem().IsMatch(match.Groups[1].Value) ? " " : "") + match.Groups[1].Value : "";
            if (import.Length > 0 && string.Compare(before, import, StringComparison.OrdinalIgnoreCase) > 0)
            {
                yield return number;
            }

            before = import;
        }
    }

    private static bool IsThisFile(SourceFile file) => file.Path.StartsWith("tests/Console.House.Tests/", StringComparison.Ordinal);

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\((?!.*\b(?:_?time|TimeProvider\.System)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex UntimedDelay();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\((?!Timeout\.Infinite)")]
    private static partial Regex Waiting();

    [GeneratedRegex("@bind:format=\"[^\"]*HH:mm\"")]
    private static partial Regex FormattedTime();

    [GeneratedRegex(@"^using ([\w.]+);")]
    private static partial Regex Import();

    [GeneratedRegex(@"^System(?:\.|$)")]
    private static partial Regex IsSystem();

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"(?:Manager|Utils?|Common|Helpers?|Base|V2)\.(?:cs|razor)$")]
    private static partial Regex VagueName();
}
