using System.Net;
using CommunityConsole.Core.Care;
using CommunityConsole.Web.Access;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.Notices;

/// <summary>The address links in notices begin with: <c>Notices:ConsoleAddress</c>, else the first of <c>Urls</c>.</summary>
internal sealed class ConsoleAddress(IOptions<NoticesOptions> options, IConfiguration settings, IHostEnvironment environment) : IFineAddress
{
    /// <summary>The address, without a slash at its end.</summary>
    public string Text { get; } = (options.Value.ConsoleAddress.Length > 0 ? options.Value.ConsoleAddress : PublicAddress.Of(settings)).TrimEnd('/');

    /// <inheritdoc />
    /// <remarks>In Development whoever tries it out opens the link on the same machine.</remarks>
    public bool ReachesPhones => environment.IsDevelopment() || (Uri.TryCreate(Text, UriKind.Absolute, out var address) && !IsOfThisMachine(address));

    /// <summary>Whether only this machine can open it.</summary>
    internal static bool IsOfThisMachine(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
}

/// <summary>Says at the start that messages with a link will be refused.</summary>
internal sealed partial class ConsoleAddressCheck(ConsoleAddress address, ILogger<ConsoleAddressCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!address.ReachesPhones)
        {
            LogReachesNobody(address.Text);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "通知里的链接以 {Address} 开头，手机打不开：报平安链接一律不发，给值班人员的链接也只在本机有用。请设置 Notices:ConsoleAddress。 Links in notices begin with {Address}, which no phone can open: links to residents are refused until Notices:ConsoleAddress is set.")]
    private partial void LogReachesNobody(string address);
}
