using System.ComponentModel.DataAnnotations;
using System.IO.Compression;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Settings;

namespace CommunityConsole.Web.Commands.Replay;

/// <summary>Recorded homes and the settings under which they are watched.</summary>
internal static class Recording
{
    /// <summary>The text of a recording, unpacked.</summary>
    /// <remarks>By its first two bytes rather than its name: a recording is often renamed, hardly ever repacked.</remarks>
    public static Stream Open(string file)
    {
        var stream = File.OpenRead(file);
        var packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return packed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>The watch's settings and the estate's calendar, from the same places as the running program's.</summary>
    /// <exception cref="ValidationException">A setting is wrong.</exception>
    public static (WatchOptions Options, EstateCalendar Calendar) Settings()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = HostEnvironment.Name([]) });
        builder.Configuration.AddEnvironmentVariables();
        builder.AddSharedSettings();
        var options = new WatchOptions();
        builder.Configuration.GetSection(WatchOptions.Section).Bind(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        var community = new CommunityOptions();
        builder.Configuration.GetSection(CommunityOptions.Section).Bind(community);
        Validator.ValidateObject(community, new ValidationContext(community), validateAllProperties: true);
        return (options, new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById(community.TimeZone)));
    }
}
