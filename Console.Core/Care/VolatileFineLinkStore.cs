namespace CommunityConsole.Core.Care;

/// <summary>One-time links in memory, for development and tests.</summary>
public sealed class VolatileFineLinkStore : IFineLinkStore
{
    private readonly Lock _gate = new();
    private readonly List<FineLink> _links = [];

    /// <summary>Everything kept.</summary>
    public IReadOnlyList<FineLink> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _links];
            }
        }
    }

    /// <inheritdoc />
    public Task<FineLink?> FindAsync(string hash, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_links.Find(link => link.Hash == hash));
        }
    }

    /// <inheritdoc />
    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_links.RemoveAll(link => link.Until < before));
        }
    }

    /// <summary>Whether that token is known, or one was made for that step.</summary>
    internal bool Has(FineLink link)
    {
        lock (_gate)
        {
            return _links.Exists(known => known.Hash == link.Hash || (known.Alert == link.Alert && known.Step == link.Step));
        }
    }

    /// <summary>Puts down what the store of alerts writes together with a step.</summary>
    internal void Write(FineLink link)
    {
        lock (_gate)
        {
            _links.Add(link);
        }
    }
}
