namespace CommunityConsole.Web.Access;

/// <summary>The address to put before a path in a printed link.</summary>
internal static class PublicAddress
{
    /// <summary>The first of <c>Urls</c>, with a name a browser on this machine can open where it listens on all addresses.</summary>
    public static string Of(IConfiguration settings)
    {
        var first = (settings["Urls"] ?? "http://localhost:5080").Split(';')[0].TrimEnd('/');
        return first.Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//[::]", "//localhost", StringComparison.Ordinal);
    }
}
