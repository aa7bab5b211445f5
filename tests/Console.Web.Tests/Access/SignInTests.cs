using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Access;

public sealed partial class SignInTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private const string Password = "正午十二点的钟声 noon";

    [Fact]
    public async Task SignIn_ChineseNameAndRightPassword_LeadsToTheRolesPage()
    {
        var name = await AddAsync("王小明");
        using var client = app.Anonymous();

        using var answer = await SignInAsync(client, name, Password);

        Assert.Equal("/care", answer.Headers.Location?.OriginalString);
        using var page = await client.GetAsync("/care");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheAccount()
    {
        var name = await AddAsync("李锁");
        using var client = app.Anonymous();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await SignInAsync(client, name, "wrong password");
        }

        using var answer = await SignInAsync(client, name, Password);

        Assert.Contains("refused=locked", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    public async Task SignIn_ReturnAddressOfAnotherSite_IsNotFollowed(string back)
    {
        var name = await AddAsync("周回");
        using var client = app.Anonymous();

        using var answer = await SignInAsync(client, name, Password, back);

        Assert.Equal("/care", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task DisabledAccount_IsRefusedAtItsNextRequest()
    {
        var name = await AddAsync("赵停");
        using var client = app.Anonymous();
        using var entered = await SignInAsync(client, name, Password);

        await DisableAsync(name);

        using var page = await client.GetAsync("/welcome");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task DisabledAccount_IsRefusedAtItsNextCommand()
    {
        var name = await AddAsync("钱停");
        await using var scope = app.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<ConsoleDb>().Users.SingleAsync(u => u.UserName == name);
        var worker = new CurrentWorker(AccountClaims.Principal(user, "test"), app.Services.GetRequiredService<IStaffStore>());
        Assert.True((await worker.ActorAsync()).Succeeded);

        await DisableAsync(name);

        var asked = false;
        var result = await worker.DoAsync<int>(_ =>
        {
            asked = true;
            return Task.FromResult<Result<int>>(1);
        });
        Assert.IsType<AccountClosed>(result.Problem);
        Assert.False(asked);
    }

    [Fact]
    public async Task Token_OpensTheProgramsAddresses_AndIsNotKept()
    {
        var name = await AddAsync("吴令");
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConsoleDb>();
        var token = await scope.ServiceProvider.GetRequiredService<AccountDesk>()
            .NewTokenAsync(await db.Users.SingleAsync(u => u.UserName == name), CancellationToken.None);
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var good = await client.GetAsync("/welcome");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token + "x");
        using var bad = await client.GetAsync("/welcome");

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, bad.StatusCode);
        Assert.DoesNotContain(await db.Set<ApiToken>().Select(kept => kept.Hash).ToListAsync(), hash => hash.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PasswordLink_WorksOnce()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<AccountDesk>();
        var user = (await desk.AddAsync("郑一次", Role.SocialWorker, "demo")).Value;
        var query = System.Web.HttpUtility.ParseQueryString((await desk.PasswordLinkAsync(user)).Split('?')[1]);

        var weak = await desk.SetPasswordAsync(user.Id, query["code"]!, "郑一次郑一次郑一次郑一次");
        var first = await desk.SetPasswordAsync(user.Id, query["code"]!, Password);
        var second = await desk.SetPasswordAsync(user.Id, query["code"]!, Password + "!");

        Assert.IsType<PasswordTooWeak>(weak.Problem);
        Assert.True(first.Succeeded);
        Assert.IsType<LinkNotValid>(second.Problem);
    }

    [Theory]
    [InlineData("http://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Post_WithAnOrigin_IsTakenFromThisSiteOnly(string origin, HttpStatusCode status)
    {
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Add("Origin", origin);

        using var answer = await client.PostAsync("/demo/sign-in/SocialWorker", null);

        Assert.Equal(status, answer.StatusCode);
    }

    private async Task<string> AddAsync(string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var unique = name + Guid.NewGuid().ToString("N")[..6];
        var made = await scope.ServiceProvider.GetRequiredService<AccountDesk>().AddAsync(unique, Role.SocialWorker, "demo", Password);
        Assert.True(made.Succeeded, made.Problem?.Code);
        return unique;
    }

    private async Task DisableAsync(string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConsoleDb>();
        (await db.Users.SingleAsync(user => user.UserName == name)).Disabled = true;
        await db.SaveChangesAsync();
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password, string back = "")
    {
        var page = await client.GetStringAsync("/");
        var form = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["name"] = name,
            ["password"] = password,
            ["return"] = back,
        };
        using var content = new FormUrlEncodedContent(form);
        return await client.PostAsync("/sign-in", content);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
