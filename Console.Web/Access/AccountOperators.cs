using System.Collections.Concurrent;
using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Access;

/// <summary>
/// Lets administrators and grid managers read their community's devices over MQTT: user name and one of the account's
/// tokens. Passwords of people are not taken there: they are slow to check by design, and a program has no business with them.
/// </summary>
internal sealed partial class AccountOperators(IDbContextFactory<ConsoleDb> contexts, ILogger<AccountOperators> log) : BackgroundService, IOperatorLogins
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(15);

    // Held weakly: a login lives as long as its connections and sessions do.
    private readonly ConcurrentDictionary<Guid, (WeakReference<OperatorLogin> Login, string Name, string Hash)> _given = new();

    /// <inheritdoc />
    public async ValueTask<OperatorLogin?> LogInAsync(string userName, ReadOnlyMemory<byte> token, CancellationToken cancellation)
    {
        if (!AccountToken.IsOne(token.Span))
        {
            return null; // a guess costs no look into the table
        }

        var hash = AccountToken.HashOf(Encoding.UTF8.GetString(token.Span));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await OwnerAsync(db, userName, hash, cancellation) is not { } community)
        {
            return null;
        }

        // No device's user name starts so: an account and a device never share a session.
        var login = new OperatorLogin("@" + userName, community);
        _given[Guid.NewGuid()] = (new WeakReference<OperatorLogin>(login), userName, hash);
        return login;
    }

    /// <summary>Looks at every account behind an open login again, and ends what no longer holds.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var (id, (weak, name, hash)) in _given)
        {
            if (!weak.TryGetTarget(out var login))
            {
                _given.TryRemove(id, out _);
            }
            else if (await OwnerAsync(db, name, hash, cancellation) != login.Community)
            {
                login.End();
                _given.TryRemove(id, out _);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, TimeProvider.System); // accounts change in real time, also in a fast demonstration
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    // The community of the account, if the token is its own and its role looks after devices.
    private static async Task<string?> OwnerAsync(ConsoleDb db, string name, string hash, CancellationToken cancellation)
    {
        var user = await db.OwnerOfTokenAsync(hash, cancellation);
        return user is { Disabled: false, Role: Role.Administrator or Role.GridManager } && user.UserName == name ? user.Community : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The accounts behind MQTT logins could not be read; the next round tries again.")]
    private partial void LogFault(Exception fault);
}
