namespace CommunityConsole.Core.Care;

/// <summary>Where one-time links are kept, by the hash of their tokens.</summary>
public interface IFineLinkStore
{
    /// <summary>Adds a link, and forgets those that ended before <paramref name="before"/>.</summary>
    /// <returns>False when one was made for that step already; nothing is written then.</returns>
    Task<bool> AddAsync(FineLink link, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>The link with that hash; null when there is none.</summary>
    Task<FineLink?> FindAsync(string hash, CancellationToken cancellation);
}

/// <summary>Closes a token so that the outbox can hold it until it is sent: nobody who reads the database can open it.</summary>
public interface IFineSeal
{
    /// <summary>The token, sealed; fits into <c>Notice.Link</c>.</summary>
    string Seal(string token);
}
