namespace CommunityConsole.Web.Settings;

/// <summary>Decides the environment where nobody named one.</summary>
internal static class HostEnvironment
{
    /// <summary>
    /// <c>ASPNETCORE_ENVIRONMENT</c>; unset it is Development for an unpublished build and Production when published.
    /// Null leaves it to <c>--environment</c> among the arguments.
    /// </summary>
    public static string? Name(string[] args)
    {
        if (args.Any(a => a.StartsWith("--environment", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var named = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT");
        return string.IsNullOrEmpty(named) ? (IsPublished ? Environments.Production : Environments.Development) : named;
    }

    // The build writes this manifest beside the program and a publish leaves it out.
    private static bool IsPublished =>
        !File.Exists(Path.Combine(AppContext.BaseDirectory, "Console.Web.staticwebassets.runtime.json"));
}
