namespace CommunityConsole.Core.Kernel;

/// <summary>Wakes a loop that waits; however often it was rung meanwhile, the loop wakes once.</summary>
public sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim _rings = new(0);

    /// <summary>Rings.</summary>
    public void Ring() => _rings.Release();

    /// <summary>Waits for a ring; a burst of them is one.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        await _rings.WaitAsync(cancellation);
        while (_rings.Wait(0, CancellationToken.None))
        {
            // Heard.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _rings.Dispose();
}
