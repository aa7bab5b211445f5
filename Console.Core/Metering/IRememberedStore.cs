namespace CommunityConsole.Core.Metering;

/// <summary>A message later ones cannot be read without: a discovery, a birth.</summary>
/// <param name="Topic">Its topic; a later message on it takes its place.</param>
/// <param name="Payload">The whole payload; empty takes the message off the list.</param>
/// <param name="Received">When the server had it, UTC.</param>
public sealed record RememberedMessage(string Topic, ReadOnlyMemory<byte> Payload, DateTimeOffset Received);

/// <summary>The messages dialects need again after a restart.</summary>
public interface IRememberedStore
{
    /// <summary>All of them, in the order in which their topics first came.</summary>
    Task<IReadOnlyList<RememberedMessage>> LoadAsync(CancellationToken cancellation);

    /// <summary>Keeps one, on disk when it returns.</summary>
    ValueTask SaveAsync(RememberedMessage message, CancellationToken cancellation);
}
