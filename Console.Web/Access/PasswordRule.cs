using Microsoft.AspNetCore.Identity;

namespace CommunityConsole.Web.Access;

/// <summary>A password must not contain the name it protects; length is the user manager's own rule.</summary>
internal sealed class PasswordRule : IPasswordValidator<ConsoleUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<ConsoleUser> manager, ConsoleUser user, string? password)
    {
        var contains = user.UserName is { Length: > 0 } name && password?.Contains(name, StringComparison.OrdinalIgnoreCase) == true;
        return Task.FromResult(contains
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordContainsName", Description = "Contains the user name." })
            : IdentityResult.Success);
    }
}
