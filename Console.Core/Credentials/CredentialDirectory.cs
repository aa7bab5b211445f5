using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Credentials;

/// <summary>All logins of devices in memory, looked at for every connection and every right. Safe from any thread.</summary>
public sealed class CredentialDirectory(ICredentialStore store, DeviceRegistry registry, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, LoginSlot> _logins = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LoginSlot> _certificates = new(StringComparer.Ordinal);
    private readonly LiveView<long> _changes = new(0);
    private long _revision;
    private long _read;

    /// <summary>Rises when a login was made or changed: whoever remembers a right asks again.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Reads what changed in the store, also by another process. Cheap when nothing did.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var login in await store.ReadAfterAsync(Volatile.Read(ref _read), cancellation))
        {
            Put(login);

            // Only what was read counts as read: of what this process wrote, something older by another one may still be unseen.
            Volatile.Write(ref _read, login.Version);
        }
    }

    /// <summary>The login with that user name; null when there is none.</summary>
    public LoginSlot? Find(string userName) => _logins.GetValueOrDefault(userName);

    /// <summary>The login a certificate is registered for, by the SHA-256 of its DER form in hexadecimal digits.</summary>
    public LoginSlot? FindByCertificate(string hash) => _certificates.GetValueOrDefault(hash);

    /// <summary>The logins of a community, gateways first, then by name.</summary>
    public IReadOnlyList<DeviceLogin> Of(string community) =>
        [.. _logins.Values.Select(slot => slot.Current).Where(login => login.Community == community)
            .OrderBy(login => login.Device is not null).ThenBy(login => login.Device?.Id.Home.Home, StringComparer.Ordinal).ThenBy(login => login.Name, StringComparer.Ordinal)];

    /// <summary>The login of a device; null when it has none.</summary>
    public DeviceLogin? Of(LoginDevice device) =>
        _logins.Values.Select(slot => slot.Current).FirstOrDefault(login => login.Device?.IsSameAs(device) == true);

    /// <summary>The logins of a community on opening and after changes.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DeviceLogin>> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var _ in _changes.WatchAsync(Pause, time, cancellation))
        {
            yield return Of(community);
        }
    }

    /// <summary>Takes over what the store has written. A login of a device that nobody entered enters it: the two are issued in one step.</summary>
    internal void Put(DeviceLogin login)
    {
        var slot = _logins.GetOrAdd(login.UserName, static (_, first) => new LoginSlot(first), login);
        slot.Put(login);
        foreach (var key in login.Keys)
        {
            if (key.Kind == LoginKeyKind.Certificate)
            {
                _certificates[key.Hash] = slot;
            }
        }

        if (login.Device is { } device && registry.FindSame(device.Id, device.Dialect, device.WireName) is null)
        {
            registry.Register(new Device(device.Id, device.Kind, device.Dialect, device.WireName, time.GetUtcNow()));
        }

        Interlocked.Increment(ref _revision);
        _changes.Change(static n => n + 1);
    }
}

/// <summary>The place of one login: whoever holds it sees the login as it is now.</summary>
public sealed class LoginSlot(DeviceLogin first)
{
    private volatile DeviceLogin _current = first;

    /// <summary>The login as of now.</summary>
    public DeviceLogin Current => _current;

    internal void Put(DeviceLogin login)
    {
        lock (this)
        {
            if (login.Version >= _current.Version)
            {
                _current = login;
            }
        }
    }
}
