using CommunityConsole.Core.Community;
using Microsoft.AspNetCore.Identity;

namespace CommunityConsole.Web.Access;

/// <summary>An account of the console. Its id is the <see cref="StaffId"/> the desks record; it has one role in one community.</summary>
/// <remarks>The sign-in name is <see cref="IdentityUser{TKey}.UserName"/>; Chinese names are allowed.</remarks>
public sealed class ConsoleUser : IdentityUser
{
    /// <summary>The name shown to colleagues and written into records, at most 64 characters.</summary>
    public required string DisplayName { get; set; }

    /// <summary>What the person is in the community. Read afresh for each command.</summary>
    public required Role Role { get; set; }

    /// <summary>The community the account works in; at most 64 characters.</summary>
    public required string Community { get; set; }

    /// <summary>A disabled account is refused at its next command and its open pages end within a minute.</summary>
    public bool Disabled { get; set; }

    /// <summary>Made for the demonstration; only such accounts can be entered without a password.</summary>
    public bool Demo { get; set; }
}
