using CommunityConsole.Core.Community;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CommunityConsole.Web.Tests;

/// <summary>The whole program in the test's process, on a data folder of its own and free ports.</summary>
public class ConsoleApp : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-").FullName;

    /// <summary>A client without a sign-in that follows no redirect.</summary>
    public HttpClient Anonymous() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>A client signed in as the demo's person of that role; it follows no redirect.</summary>
    public async Task<HttpClient> EnterAsync(Role role)
    {
        var client = Anonymous();
        using var answer = await client.PostAsync($"/demo/sign-in/{role}", null);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Data:Directory", _folder);
        builder.UseSetting("Mqtt:Port", "0");
        builder.UseSetting("Demo:Homes", "1");
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
