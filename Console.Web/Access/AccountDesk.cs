using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Access;

/// <summary>Makes accounts, their one-time links and their tokens. Scoped, like the user manager it works with.</summary>
internal sealed class AccountDesk(UserManager<ConsoleUser> users, ConsoleDb db)
{
    /// <summary>Makes an account without a password; its owner sets one by <see cref="PasswordLinkAsync"/>.</summary>
    public Task<Result<ConsoleUser>> AddAsync(string name, Role role, string community) =>
        CreateAsync(NewUser(name, role, community), user => users.CreateAsync(user));

    /// <summary>Makes an account with a password.</summary>
    public Task<Result<ConsoleUser>> AddAsync(string name, Role role, string community, string password) =>
        CreateAsync(NewUser(name, role, community), user => users.CreateAsync(user, password));

    /// <summary>The address, without the host, where the owner sets a password: good for one day and one use.</summary>
    public async Task<string> PasswordLinkAsync(ConsoleUser user)
    {
        var code = await users.GeneratePasswordResetTokenAsync(user);
        return $"/password?user={Uri.EscapeDataString(user.Id)}&code={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(code))}";
    }

    /// <summary>Sets the password by the code of a link; the link is then used up.</summary>
    public async Task<Result<ConsoleUser>> SetPasswordAsync(string userId, string code, string password)
    {
        var user = await users.FindByIdAsync(userId);
        if (user is null or { Disabled: true } || Decode(code) is not { } token)
        {
            return new LinkNotValid();
        }

        var result = await users.ResetPasswordAsync(user, token, password);
        return result.Succeeded ? user : Refusal(result);
    }

    /// <summary>A new token of the account: returned this once, kept as a hash.</summary>
    public async Task<string> NewTokenAsync(ConsoleUser user, CancellationToken cancellation)
    {
        var token = AccountToken.NewToken();
        db.Add(new ApiToken { Hash = AccountToken.HashOf(token), UserId = user.Id, Made = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync(cancellation);
        return token;
    }

    /// <summary>Whether anybody can sign in yet.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellation) => db.Users.AnyAsync(cancellation);

    private static ConsoleUser NewUser(string name, Role role, string community) => new()
    {
        UserName = name,
        DisplayName = name,
        Role = role,
        Community = community,
    };

    private static async Task<Result<ConsoleUser>> CreateAsync(ConsoleUser user, Func<ConsoleUser, Task<IdentityResult>> create)
    {
        if (string.IsNullOrWhiteSpace(user.UserName) || user.UserName.Length > 64)
        {
            return new NameNotValid();
        }

        var result = await create(user);
        return result.Succeeded ? user : Refusal(result);
    }

    private static Problem Refusal(IdentityResult result) => result.Errors.First().Code switch
    {
        "DuplicateUserName" => new NameTaken(),
        "InvalidUserName" => new NameNotValid(),
        "InvalidToken" => new LinkNotValid(),
        _ => new PasswordTooWeak(), // every other code of the user manager is about the password
    };

    private static string? Decode(string code)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
