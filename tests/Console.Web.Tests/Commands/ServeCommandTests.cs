using System.Net;
using System.Net.Sockets;
using CommunityConsole.Web.Commands;

namespace CommunityConsole.Web.Tests.Commands;

/// <summary>A start that cannot succeed ends with a sentence that names what to change, not with a stack trace.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("serve-").FullName;

    [Fact]
    public async Task Serve_PortInUse_NamesTheSettings()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        Assert.Contains("Urls", await RefusedAsync("--Urls", $"http://{other.LocalEndpoint}"), StringComparison.Ordinal);
        Assert.Contains("Mqtt:Port", await RefusedAsync("--Mqtt:Port", $"{((IPEndPoint)other.LocalEndpoint).Port}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mqtt:Port", "abc")]
    [InlineData("Watch:Lateness", "soon")]
    [InlineData("Urls", "nowhere")]
    [InlineData("Notices:Webhook", "nowhere")]
    public async Task Serve_ValueOfAnotherKind_NamesTheKey(string key, string value) =>
        Assert.Contains(key, await RefusedAsync($"--{key}", value), StringComparison.Ordinal);

    [Fact]
    public async Task Serve_DataDirectoryIsAFile_NamesTheSetting()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        Assert.Contains("Data:Directory", await RefusedAsync("--Data:Directory", file), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    // The last setting given wins, so the test's own come first.
    private async Task<string> RefusedAsync(string key, string value)
    {
        await using var app = ConsoleHost.Build(
            ["--applicationName", "Console.Web", "--Data:Directory", _folder, "--Urls", "http://127.0.0.1:0", "--Mqtt:Port", "0", "--Demo:Enabled", "false", key, value]);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());
        return string.Join('\n', StartFault.Say(fault));
    }
}
