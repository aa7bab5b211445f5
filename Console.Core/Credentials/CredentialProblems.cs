using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Credentials;

/// <summary>No such login, or no such key of it.</summary>
public sealed record LoginNotFound()
    : Problem("login.unknown", new("没有找到这个设备账号或密钥，请刷新页面。", "This device login or key was not found; reload the page."));

/// <summary>Somebody else changed the login in the meantime.</summary>
public sealed record LoginChangedMeanwhile()
    : Problem("login.changed", new("刚才有人修改了这个设备账号，请查看后再试。", "Somebody has just changed this device login; look at it and try again."));

/// <summary>Too many keys are good at once.</summary>
public sealed record TooManyKeys()
    : Problem("login.keys", new(
        $"这个账号已有 {DeviceLogin.MostKeys} 把有效的密钥，请先吊销不用的。",
        $"This login has {DeviceLogin.MostKeys} good keys already; revoke one that is not used first."));

/// <summary>A topic filter a gateway may not have.</summary>
public sealed record TopicNotAllowed(string Filter, Sentence Reason)
    : Problem("login.topic", new($"主题“{Filter}”：{Reason.Zh}", $"Topic \"{Filter}\": {Reason.En}"));

/// <summary>A gateway without a name, or with nothing it may publish.</summary>
public sealed record GatewayNotValid()
    : Problem("login.gateway", new("网关须有名称（最多 64 个字）和至少一个可发布的主题。", "A gateway has a name (64 characters at most) and at least one topic it may publish on."));

/// <summary>What was given is no certificate, is over, or belongs to a login already.</summary>
public sealed record CertificateNotValid()
    : Problem("login.certificate", new("不是有效的 PEM 证书、已过期，或已登记给别的账号。", "Not a PEM certificate, expired, or registered for another login."));
