using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Access;

/// <summary>The account was disabled or removed after the sign-in.</summary>
public sealed record AccountClosed()
    : Problem("access.closed", new("您的账号已停用，请联系管理员。", "Your account is disabled; ask an administrator."));

/// <summary>A one-time link was used, has expired or was cut short.</summary>
public sealed record LinkNotValid()
    : Problem("access.link", new("这个链接已经用过或已失效，请向管理员要一个新的。", "This link has been used or has expired; ask an administrator for a new one."));

/// <summary>Somebody has that name already.</summary>
public sealed record NameTaken()
    : Problem("access.name.taken", new("这个用户名已有人使用，请换一个。", "That user name is taken; choose another."));

/// <summary>Empty or too long.</summary>
public sealed record NameNotValid()
    : Problem("access.name", new("用户名须为 1 到 64 个字。", "A user name has 1 to 64 characters."));

/// <summary>Too short, or much like the name.</summary>
public sealed record PasswordTooWeak()
    : Problem("access.password", new("密码至少 12 个字符，且不能包含用户名。", "A password has at least 12 characters and does not contain the user name."));
