namespace CommunityConsole.Bench;

internal static class Entry
{
    private static void Main(string[] args) =>
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Entry).Assembly).Run(args);
}
