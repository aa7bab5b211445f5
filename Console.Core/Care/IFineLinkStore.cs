namespace CommunityConsole.Core.Care;

/// <summary>Where one-time links are kept, by the hash of their tokens. They are written by <see cref="IAlertStore"/>, with the step that says one was sent.</summary>
public interface IFineLinkStore
{
    /// <summary>The link with that hash; null when there is none.</summary>
    Task<FineLink?> FindAsync(string hash, CancellationToken cancellation);

    /// <summary>Forgets those that ended before that instant; returns how many.</summary>
    Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>Closes a token so that the outbox can hold it until it is sent: nobody who reads the database can open it.</summary>
public interface IFineSeal
{
    /// <summary>The token, sealed; fits into <c>Notice.Link</c>.</summary>
    string Seal(string token);
}
