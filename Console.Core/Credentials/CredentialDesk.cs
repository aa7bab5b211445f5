using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Credentials;

/// <summary>Issues, renews and revokes the logins of devices. Checks rights itself; every command is on the audit log.</summary>
public sealed class CredentialDesk(
    ICredentialStore store, CredentialDirectory directory, DeviceRegistry registry, ILoginTopics topics, CommandLog log, TimeProvider time)
{
    /// <summary>How long an old secret goes on beside the new one, where the caller does not say otherwise.</summary>
    public static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(7);

    private const int LongestName = 64;
    private const int MostTopics = 100;

    /// <summary>Gives a device a secret: its login is made with the first one, and the device is entered if nobody did.</summary>
    /// <param name="overlap">How long the secrets it has stay good; null for as long as they would.</param>
    public async Task<Result<IssuedSecret>> IssueAsync(LoginDevice device, TimeSpan? overlap, Actor actor, CancellationToken cancellation)
    {
        const string action = "login.issue";
        var subject = $"device:{device.Id}";
        if (CredentialRights.Table.Refusal(CredentialCommand.Issue, actor, device.Id.Home.Community) is { } refusal)
        {
            return await log.RefuseAsync(actor, action, subject, refusal, cancellation);
        }

        if (!WireId.IsValid(device.Id.Name) || !WireId.IsValid(device.Id.Home.Home))
        {
            return await log.RefuseAsync(actor, action, subject, PacketProblems.WrongId, cancellation);
        }

        // Names on the wire are shared by all communities.
        var known = registry.FindSame(device.Id, device.Dialect, device.WireName);
        var login = directory.Of(device);
        if ((known?.Id.Home.Community ?? actor.Community) != actor.Community || (login?.Community ?? actor.Community) != actor.Community)
        {
            return await log.RefuseAsync(actor, action, subject, new OtherCommunity(), cancellation);
        }

        if (login is not null)
        {
            return await RenewAsync(login, overlap, action, actor, cancellation);
        }

        var (publish, subscribe) = topics.TopicsOf(device);
        if (publish.Count == 0)
        {
            var problem = new TopicNotAllowed(device.WireName, new("这种协议的设备由网关代发，请给网关发放账号。", "A device of this dialect speaks through a gateway; issue a login for the gateway."));
            return await log.RefuseAsync(actor, action, subject, problem, cancellation);
        }

        var made = new DeviceLogin(SecretMaker.NewUserName(gateway: false), actor.Community, device.Id.Name, device, SecretMaker.NewSalt())
        {
            Publish = publish,
            Subscribe = subscribe,
        };
        return await AddSecretAsync(made, made, action, actor, cancellation);
    }

    /// <summary>Makes a login for a gateway, which speaks for every topic of its filters.</summary>
    /// <param name="publish">Topic filters it may publish on.</param>
    /// <param name="subscribe">Topic filters it may subscribe to; may be empty.</param>
    public async Task<Result<IssuedSecret>> IssueGatewayAsync(
        string name, IReadOnlyList<string> publish, IReadOnlyList<string> subscribe, Actor actor, CancellationToken cancellation)
    {
        const string action = "login.gateway";
        var refusal = CredentialRights.Table.Refusal(CredentialCommand.IssueGateway, actor, actor.Community)
            ?? RefusalOf(name, publish, subscribe, actor.Community);
        if (refusal is not null)
        {
            return await log.RefuseAsync(actor, action, $"gateway:{actor.Community}/{Short(name)}", refusal, cancellation);
        }

        var made = new DeviceLogin(SecretMaker.NewUserName(gateway: true), actor.Community, name.Trim(), null, SecretMaker.NewSalt())
        {
            Publish = [.. publish],
            Subscribe = [.. subscribe],
        };
        return await AddSecretAsync(made, made, action, actor, cancellation);
    }

    /// <summary>Gives a login a new secret beside those it has, which end after <paramref name="overlap"/> (null: never by this).</summary>
    public async Task<Result<IssuedSecret>> RenewAsync(string userName, TimeSpan? overlap, Actor actor, CancellationToken cancellation)
    {
        const string action = "login.issue";
        var found = await FindAsync(userName, CredentialCommand.Issue, action, actor, cancellation);
        return found.Succeeded ? await RenewAsync(found.Value, overlap, action, actor, cancellation) : found.Problem;
    }

    /// <summary>Says anew what a gateway may publish on and subscribe to; open connections follow at once.</summary>
    public async Task<Result<DeviceLogin>> ChangeTopicsAsync(
        string userName, IReadOnlyList<string> publish, IReadOnlyList<string> subscribe, Actor actor, CancellationToken cancellation)
    {
        const string action = "login.topics";
        var found = await FindAsync(userName, CredentialCommand.ChangeTopics, action, actor, cancellation);
        if (!found.Succeeded)
        {
            return found.Problem;
        }

        var login = found.Value;
        var problem = login.Device is not null ? new LoginNotFound() : RefusalOf(login.Name, publish, subscribe, login.Community);
        return problem is not null
            ? await log.RefuseAsync(actor, action, Subject(login), problem, cancellation)
            : await SaveAsync(login, login with { Publish = [.. publish], Subscribe = [.. subscribe] }, action, actor, cancellation);
    }

    /// <summary>Registers a client certificate for a login; it is good until it is over or revoked.</summary>
    /// <param name="pem">The certificate, PEM.</param>
    public async Task<Result<DeviceLogin>> AddCertificateAsync(string userName, string pem, Actor actor, CancellationToken cancellation)
    {
        const string action = "login.certificate";
        var found = await FindAsync(userName, CredentialCommand.AddCertificate, action, actor, cancellation);
        if (!found.Succeeded)
        {
            return found.Problem;
        }

        var login = found.Value;
        var now = time.GetUtcNow();
        var key = Read(pem, now);
        Problem? problem = key is null || directory.FindByCertificate(key.Hash) is not null ? new CertificateNotValid()
            : login.Keys.Count(k => k.IsGoodAt(now)) >= DeviceLogin.MostKeys ? new TooManyKeys()
            : null;
        return problem is not null
            ? await log.RefuseAsync(actor, action, Subject(login), problem, cancellation)
            : await SaveAsync(login, login with { Keys = [.. login.Keys, key!] }, action, actor, cancellation);
    }

    /// <summary>Revokes one key, or all of a login: its connections are closed and its sessions end within seconds.</summary>
    /// <param name="key">Null for all.</param>
    public async Task<Result<DeviceLogin>> RevokeAsync(string userName, Guid? key, Actor actor, CancellationToken cancellation)
    {
        const string action = "login.revoke";
        var found = await FindAsync(userName, CredentialCommand.Revoke, action, actor, cancellation);
        if (!found.Succeeded)
        {
            return found.Problem;
        }

        var login = found.Value;
        var now = time.GetUtcNow();
        if (key is { } one && login.Keys.All(k => k.Id != one))
        {
            return await log.RefuseAsync(actor, action, Subject(login), new LoginNotFound(), cancellation);
        }

        var next = login with { Keys = [.. login.Keys.Select(k => (key is null || k.Id == key) && k.Revoked is null ? k with { Revoked = now } : k)] };
        return await SaveAsync(login, next, action, actor, cancellation);
    }

    private async Task<Result<IssuedSecret>> RenewAsync(DeviceLogin login, TimeSpan? overlap, string action, Actor actor, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (login.Keys.Count(key => key.IsGoodAt(now)) >= DeviceLogin.MostKeys)
        {
            return await log.RefuseAsync(actor, action, Subject(login), new TooManyKeys(), cancellation);
        }

        // Only ever earlier: a renewal must not lengthen the life of a key that was to end.
        var next = overlap is not { } span ? login : login with
        {
            Keys = [.. login.Keys.Select(key => key.Kind == LoginKeyKind.Secret && key.IsGoodAt(now) && !(key.Ends <= now + span) ? key with { Ends = now + span } : key)],
        };
        return await AddSecretAsync(login, next, action, actor, cancellation);
    }

    private async Task<Result<IssuedSecret>> AddSecretAsync(DeviceLogin before, DeviceLogin next, string action, Actor actor, CancellationToken cancellation)
    {
        var secret = SecretMaker.NewSecret();
        var key = SecretMaker.KeyOf(secret, next.Salt, time.GetUtcNow());
        var saved = await SaveAsync(before, next with { Keys = [.. next.Keys, key] }, action, actor, cancellation);
        return saved.Succeeded ? new IssuedSecret(saved.Value, key, secret) : saved.Problem;
    }

    private async Task<Result<DeviceLogin>> SaveAsync(DeviceLogin before, DeviceLogin next, string action, Actor actor, CancellationToken cancellation)
    {
        var entry = log.Done(actor, action, Subject(next), before.Version == 0 ? "" : Text(before), Text(next));
        if (await store.SaveAsync(next, entry, cancellation) is not { } saved)
        {
            await directory.LoadAsync(cancellation);
            return new LoginChangedMeanwhile();
        }

        directory.Put(saved);
        return saved;
    }

    // A login of another community is as if it were not there: its name is no secret, that it exists is nobody's business.
    private async Task<Result<DeviceLogin>> FindAsync(string userName, CredentialCommand command, string action, Actor actor, CancellationToken cancellation)
    {
        var login = directory.Find(userName)?.Current;
        var problem = CredentialRights.Table.Refusal(command, actor, actor.Community)
            ?? (login is null || login.Community != actor.Community ? new LoginNotFound() : null);
        return problem is null ? login! : await log.RefuseAsync(actor, action, $"login:{Short(userName)}", problem, cancellation);
    }

    private Problem? RefusalOf(string name, IReadOnlyList<string> publish, IReadOnlyList<string> subscribe, string community) =>
        name.Trim().Length is 0 or > LongestName || publish.Count is 0 or > MostTopics || subscribe.Count > MostTopics
            ? new GatewayNotValid()
            : publish.Concat(subscribe).Select(filter => topics.Refusal(filter, community)).FirstOrDefault(problem => problem is not null);

    private static LoginKey? Read(string pem, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            var ends = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
            return ends > now ? SecretMaker.KeyOf(certificate.RawData, now, ends) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Subject(DeviceLogin login) => $"login:{login.UserName}";

    private static string Short(string text) => text.Length <= LongestName ? text : text[..LongestName];

    // Which keys, with their state; of the hashes the audit needs nothing.
    private static string Text(DeviceLogin login) =>
        $"{login.Name}; publish {string.Join(' ', login.Publish)}; subscribe {string.Join(' ', login.Subscribe)}; keys "
        + string.Join(' ', login.Keys.Select(key =>
            $"{key.Id:N}:{key.Kind}:{(key.Revoked is not null ? "revoked" : key.Ends is { } end ? $"until {end:yyyy-MM-ddTHH:mm:ssZ}" : "good")}"));
}
