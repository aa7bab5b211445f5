using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Access;

/// <summary>Staff who read devices over MQTT: which accounts may, and until when.</summary>
public sealed class AccountOperatorsTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private AccountOperators Operators => app.Services.GetRequiredService<AccountOperators>();

    [Theory]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.GridManager, true)]
    [InlineData(Role.SocialWorker, false)]
    [InlineData(Role.Resident, false)]
    [InlineData(Role.RepairWorker, false)]
    public async Task LogIn_ByTheAccountsToken_IsForThoseWhoLookAfterDevices(Role role, bool may)
    {
        var (name, token) = await AddAsync(role);

        var login = await LogInAsync(name, token);

        Assert.Equal(may, login is not null);
        Assert.Equal(may ? ("@" + name, "demo") : default, login is null ? default : (login.UserName!, login.Community!));
    }

    [Fact]
    public async Task LogIn_WithAnothersTokenOrAnyOtherText_IsRefused()
    {
        var (name, token) = await AddAsync(Role.Administrator);
        var (other, _) = await AddAsync(Role.Administrator);

        foreach (var (user, text) in new[] { (other, token), (name, token + "x"), (name, ""), (name, "cc_" + new string('A', 43)), ("", token), ("@" + name, token) })
        {
            Assert.Null(await LogInAsync(user, text));
        }
    }

    [Fact]
    public async Task Login_OfAnAccountThatIsDisabledOrHasAnotherRoleOrLostItsToken_Ends()
    {
        var accounts = new[] { await AddAsync(Role.Administrator), await AddAsync(Role.GridManager), await AddAsync(Role.GridManager), await AddAsync(Role.GridManager) };
        var logins = new List<OperatorLogin>();
        foreach (var (name, token) in accounts)
        {
            logins.Add((await LogInAsync(name, token))!);
        }

        await Operators.SweepAsync(CancellationToken.None);
        Assert.All(logins, login => Assert.False(login.IsOver));
        await ChangeAsync(accounts[0].Name, (user, _) => user.Disabled = true);
        await ChangeAsync(accounts[1].Name, (user, _) => user.Role = Role.Resident);
        await ChangeAsync(accounts[2].Name, (user, db) => db.RemoveRange(db.Set<ApiToken>().Where(token => token.UserId == user.Id)));
        await Operators.SweepAsync(CancellationToken.None);

        Assert.Equal([true, true, true, false], logins.Select(login => login.IsOver));
        Assert.Null(await LogInAsync(accounts[0].Name, accounts[0].Token));
    }

    private async Task<(string Name, string Token)> AddAsync(Role role)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<AccountDesk>();
        var name = "员工" + Guid.NewGuid().ToString("N")[..8];
        var made = await desk.AddAsync(name, role, "demo");
        return (name, await desk.NewTokenAsync(made.Value, CancellationToken.None));
    }

    private async Task ChangeAsync(string name, Action<ConsoleUser, ConsoleDb> change)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConsoleDb>();
        change(await db.Users.SingleAsync(user => user.UserName == name), db);
        await db.SaveChangesAsync();
    }

    private async Task<OperatorLogin?> LogInAsync(string name, string token) =>
        await Operators.LogInAsync(name, Encoding.UTF8.GetBytes(token), CancellationToken.None);
}
