namespace CommunityConsole.Core.Repairs;

/// <summary>The files that come inside the assembly.</summary>
internal static class RepairFiles
{
    private const string Prefix = "Repairs/";

    /// <summary>A file by its path below this folder.</summary>
    public static string Read(string path)
    {
        using var stream = typeof(RepairFiles).Assembly.GetManifestResourceStream(Prefix + path)
            ?? throw new FileNotFoundException($"The assembly holds no file '{path}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The files below a folder, in the order of their names.</summary>
    public static IEnumerable<string> In(string folder) =>
        typeof(RepairFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{Prefix}{folder}/", StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal);
}
