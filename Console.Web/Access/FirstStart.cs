using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

/// <summary>
/// An installation without accounts has no default one: the first start prints a link that makes the administrator,
/// good until it is used or the program stops.
/// </summary>
internal sealed partial class FirstStart(
    IServiceScopeFactory scopes, IOptions<DemoOptions> demo, IConfiguration settings, ILogger<FirstStart> log) : IHostedService
{
    private string? _code;

    /// <summary>Whether the code is the printed one and still unused.</summary>
    public bool Accepts(string? code) =>
        _code is { } mine && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mine), Encoding.UTF8.GetBytes(code ?? ""));

    /// <summary>Uses the code up.</summary>
    public void Finish() => _code = null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (demo.Value.Enabled || await scope.ServiceProvider.GetRequiredService<AccountDesk>().AnyAsync(cancellationToken))
        {
            return;
        }

        _code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        LogLink(PublicAddress.Of(settings) + "/set-up?code=" + _code);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "还没有任何账号。请用这个一次性链接建立管理员。 There is no account yet; make the administrator with this one-time link: {Link}")]
    private partial void LogLink(string link);
}
