using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace CommunityConsole.Web.Settings;

/// <summary>Puts the settings file of the repository root below every other source of settings.</summary>
internal static class SharedSettings
{
    /// <summary>Adds <c>appsettings.json</c> from the program's folder, and below it what only Development allows.</summary>
    public static void AddSharedSettings(this IHostApplicationBuilder builder)
    {
        var file = new JsonConfigurationSource
        {
            Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"),
            Optional = false,
            ReloadOnChange = false, // settings are validated once, at the start; a change needs a restart
        };
        file.ResolveFileProvider(); // before Insert: inserting loads the source at once, under the content root
        builder.Configuration.Sources.Insert(0, file);

        if (builder.Environment.IsDevelopment())
        {
            builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = DevelopmentOnly });
        }
    }

    // The option classes default to the safe value; these open the door on a developer's own machine.
    private static readonly Dictionary<string, string?> DevelopmentOnly = new()
    {
        ["Demo:Enabled"] = "true",
        ["Devices:AutoRegister"] = "true",
        ["Mqtt:AllowAnonymous"] = "true",
        ["Repairs:ReportsPerMinute"] = "0",
        ["Votes:CallsPerMinute"] = "0",
        ["Mqtt:Address"] = "127.0.0.1",
    };
}
