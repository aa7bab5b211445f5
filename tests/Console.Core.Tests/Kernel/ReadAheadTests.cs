using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Kernel;

public class ReadAheadTests
{
    [Fact]
    public async Task InBatches_RowsThatFillNoWholeBatch_AllComeInOrder()
    {
        var sizes = new List<int>();
        var all = new List<int>();

        await foreach (var batch in Numbers(10, CancellationToken.None).InBatches(4))
        {
            sizes.Add(batch.Count);
            all.AddRange(batch);
        }

        Assert.Equal([4, 4, 2], sizes);
        Assert.Equal(Enumerable.Range(0, 10), all);
    }

    [Fact]
    public async Task InBatches_SourceFails_FailsAfterTheBatchesBefore()
    {
        var all = new List<int>();

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var batch in Broken(5).InBatches(4))
            {
                all.AddRange(batch);
            }
        });

        Assert.Equal(Enumerable.Range(0, 4), all);
    }

    [Fact]
    public async Task InBatches_ReaderLeavesEarly_ClosesTheSource()
    {
        var closed = new TaskCompletionSource();

        await foreach (var _ in Closing(closed).InBatches(2))
        {
            break;
        }

        Assert.True(closed.Task.IsCompleted);
    }

    private static async IAsyncEnumerable<int> Numbers(int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> Broken(int count)
    {
        await foreach (var number in Numbers(count, CancellationToken.None))
        {
            yield return number;
        }

        throw new InvalidOperationException("broken");
    }

    private static async IAsyncEnumerable<int> Closing(TaskCompletionSource closed)
    {
        try
        {
            await foreach (var number in Numbers(1000, CancellationToken.None))
            {
                yield return number;
            }
        }
        finally
        {
            closed.SetResult();
        }
    }
}
