using System.Runtime.CompilerServices;

namespace CommunityConsole.Core.Kernel;

/// <summary>Long reads in batches.</summary>
internal static class ReadAhead
{
    /// <summary>The rows in batches of at most <paramref name="size"/>; while one is worked on the next is being read.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> InBatches<T>(
        this IAsyncEnumerable<T> rows, int size, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var source = rows.GetAsyncEnumerator(cancellation);
        var next = ReadOnPool();
        try
        {
            while (await next is { Count: > 0 } batch)
            {
                next = ReadOnPool();
                yield return batch;
            }
        }
        finally
        {
            // The source cannot be closed while it is being read; what went wrong there was said above, or nobody asks any more.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<List<T>> ReadOnPool() => Task.Run(ReadAsync, CancellationToken.None);

        async Task<List<T>> ReadAsync()
        {
            var batch = new List<T>();
            while (batch.Count < size && await source.MoveNextAsync())
            {
                batch.Add(source.Current);
            }

            return batch;
        }
    }
}
