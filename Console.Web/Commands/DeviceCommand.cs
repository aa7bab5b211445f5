using CommunityConsole.Core.Community;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Commands;

/// <summary><c>device add|gateway|renew|revoke</c>: issues and ends logins of devices. Opens no port; a running server takes it up within seconds.</summary>
internal static class DeviceCommand
{
    /// <summary>0 when it was done, 1 when it was refused, 2 when the command line is no use.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (!DeviceRequest.TryRead(args, out var request))
        {
            await Console.Error.WriteLineAsync(DeviceRequest.Usage);
            return CommandLine.Unusable;
        }

        await using var app = ConsoleHost.Build(["--Logging:LogLevel:Default=Warning"]);
        await app.Services.GetRequiredService<StorageStart>().MigrateAsync(CancellationToken.None);
        await app.Services.GetRequiredService<CredentialDirectory>().LoadAsync(CancellationToken.None);
        var desk = app.Services.GetRequiredService<CredentialDesk>();
        var community = request.Community ?? app.Services.GetRequiredService<IOptions<CommunityOptions>>().Value.Id;
        return await GiveAsync(request, desk, Actor.Program(community) with { From = "command line" });
    }

    private static async Task<int> GiveAsync(DeviceRequest request, CredentialDesk desk, Actor actor)
    {
        switch (request.Verb)
        {
            case "add":
                return await SayAsync(await desk.IssueAsync(request.Device(actor.Community), CredentialDesk.UsualOverlap, actor, CancellationToken.None));
            case "gateway":
                return await SayAsync(await desk.IssueGatewayAsync(request.Name, request.Publish, request.Subscribe, actor, CancellationToken.None));
            case "renew":
                return await SayAsync(await desk.RenewAsync(request.Name, CredentialDesk.UsualOverlap, actor, CancellationToken.None));
            default:
                var revoked = await desk.RevokeAsync(request.Name, null, actor, CancellationToken.None);
                return revoked.Succeeded ? await DoneAsync($"已吊销 / revoked: {request.Name}") : await RefusedAsync(revoked.Problem);
        }
    }

    private static async Task<int> SayAsync(Result<IssuedSecret> issued)
    {
        if (!issued.Succeeded)
        {
            return await RefusedAsync(issued.Problem);
        }

        var (login, _, secret) = issued.Value;
        await Console.Out.WriteLineAsync($"用户名 / user name: {login.UserName}");
        await Console.Out.WriteLineAsync($"密钥（只显示这一次）/ secret (shown this once): {secret}");
        await Console.Out.WriteLineAsync($"发布 / publishes on: {string.Join(", ", login.Publish)}");
        return await DoneAsync($"订阅 / subscribes to: {string.Join(", ", login.Subscribe)}");
    }

    private static async Task<int> DoneAsync(string sentence)
    {
        await Console.Out.WriteLineAsync(sentence);
        return 0;
    }

    private static async Task<int> RefusedAsync(Problem problem)
    {
        await Console.Error.WriteLineAsync($"{problem.Message.Zh} {problem.Message.En}");
        return 1;
    }
}
