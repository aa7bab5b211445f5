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
    public Task<bool> AddAsync(FineLink link, DateTimeOffset before, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_links.Exists(known => known.Hash == link.Hash || (known.Alert == link.Alert && known.Step == link.Step)))
            {
                return Task.FromResult(false);
            }

            _links.RemoveAll(known => known.Until < before);
            _links.Add(link);
            return Task.FromResult(true);
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
}
