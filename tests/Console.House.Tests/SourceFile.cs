namespace CommunityConsole.House.Tests;

/// <summary>A source file of the repository: its path from the root, with forward slashes, and its lines.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public IEnumerable<(int Number, string Text)> Lines => Text.Split('\n').Select((line, at) => (at + 1, line));

    /// <summary>The names of all sources under the repository's root, without what is built or fetched.</summary>
    public static IEnumerable<SourceFile> All()
    {
        var root = Root();
        string[] tops = ["Console.Core", "Console.Iot", "Console.Web", "tests", "bench"];
        string[] passedOver = ["bin", "obj", "node_modules", "Migrations"];
        return from top in tops
               let folder = System.IO.Path.Combine(root, top)
               where Directory.Exists(folder)
               from file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
               where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
               let path = System.IO.Path.GetRelativePath(root, file).Replace('\\', '/')
               where !path.Split('/').Any(passedOver.Contains)
               select new SourceFile(path, File.ReadAllText(file));
    }

    /// <summary>The text of a file, by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(System.IO.Path.Combine(Root(), path));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Console.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository: no Console.sln above them.");
    }
}
