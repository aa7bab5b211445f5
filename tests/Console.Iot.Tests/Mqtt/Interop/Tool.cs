using System.Diagnostics;

namespace CommunityConsole.Iot.Tests.Mqtt.Interop;

/// <summary>Programs of other people.</summary>
internal static class Tool
{
    /// <summary>The folder of the MQTT.js client; <c>npm ci</c> there brings what it needs.</summary>
    public static string MqttJs { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "Mqtt", "Interop", "mqttjs"));

    public static bool IsOnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program to its end; it must succeed.</summary>
    /// <returns>What it wrote to its output.</returns>
    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        using var process = Start(name, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.True(process.ExitCode == 0, $"{name} ended with {process.ExitCode}: {await errors} {await output}");
        return await output;
    }

    public static Process Start(string name, params string[] arguments) => Process.Start(new ProcessStartInfo(name, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

/// <summary>A test that needs a program which is not there everywhere; skipped, with what to install, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MosquittoTheoryAttribute : TheoryAttribute
{
    public MosquittoTheoryAttribute()
    {
        if (!Tool.IsOnPath("mosquitto_pub") || !Tool.IsOnPath("mosquitto_sub"))
        {
            Skip = "mosquitto_pub and mosquitto_sub are not installed: apt-get install mosquitto-clients";
        }
    }
}

/// <inheritdoc cref="MosquittoTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MqttJsTheoryAttribute : TheoryAttribute
{
    public MqttJsTheoryAttribute()
    {
        if (!Tool.IsOnPath("node") || !Directory.Exists(Path.Combine(Tool.MqttJs, "node_modules", "mqtt")))
        {
            Skip = "MQTT.js is not installed: npm ci in tests/Console.Iot.Tests/Mqtt/Interop/mqttjs (tests/run.sh does it)";
        }
    }
}
