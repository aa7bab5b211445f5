using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Commands;

/// <summary><c>user add NAME --role R [--token]</c>: makes an account and prints a one-time link, and a token if asked. Opens no port.</summary>
internal static class UserCommand
{
    private static readonly string Usage =
        $"user add NAME --role {string.Join('|', Enum.GetNames<Role>())} [--community ID] [--token]";

    /// <summary>0 when the account was made, 1 when it was refused, 2 when the command line is no use.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (!TryRead(args, out var request))
        {
            await Console.Error.WriteLineAsync(Usage);
            return CommandLine.Unusable;
        }

        await using var app = ConsoleHost.Build(["--Logging:LogLevel:Default=Warning"]);
        await app.Services.GetRequiredService<StorageStart>().MigrateAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<AccountDesk>();
        var community = request.Community ?? app.Services.GetRequiredService<IOptions<CommunityOptions>>().Value.Id;

        var made = await desk.AddAsync(request.Name, request.Role, community);
        if (!made.Succeeded)
        {
            await Console.Error.WriteLineAsync($"{made.Problem.Message.Zh} {made.Problem.Message.En}");
            return 1;
        }

        var link = PublicAddress.Of(app.Configuration) + await desk.PasswordLinkAsync(made.Value);
        await Console.Out.WriteLineAsync($"设置密码（一次有效，一天之内）/ set the password (once, within a day): {link}");
        if (request.Token)
        {
            var token = await desk.NewTokenAsync(made.Value, CancellationToken.None);
            await Console.Out.WriteLineAsync($"令牌（只显示这一次）/ token (shown this once): {token}");
        }

        return 0;
    }

    private static bool TryRead(string[] args, out Request request)
    {
        request = new Request("", Role.Resident, null, Token: false);
        if (args is not ["add", var name, .. var rest] || name.StartsWith("--", StringComparison.Ordinal))
        {
            return false;
        }

        Role? role = null;
        string? community = null;
        var token = false;
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case "--role" when i + 1 < rest.Length && Enum.TryParse<Role>(rest[i + 1], ignoreCase: true, out var named) && Enum.IsDefined(named):
                    role = named;
                    i++;
                    break;
                case "--community" when i + 1 < rest.Length && WireId.IsValid(rest[i + 1]):
                    community = rest[++i];
                    break;
                case "--token":
                    token = true;
                    break;
                default:
                    return false;
            }
        }

        request = new Request(name, role ?? Role.Resident, community, token);
        return role is not null;
    }

    private sealed record Request(string Name, Role Role, string? Community, bool Token);
}
