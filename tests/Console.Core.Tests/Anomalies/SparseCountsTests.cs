using CommunityConsole.Core.Anomalies;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>Sparse counts are, to the bit, those of an array.</summary>
public sealed class SparseCountsTests
{
    private const int Places = 300;

    [Fact]
    public void Counts_AddedFadedAndSaved_AreThoseOfAnArray() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var (sparse, dense) = (new SparseCounts(), new float[Places]);
        for (var day = 0; day < 40; day++)
        {
            for (var i = 0; i < 5; i++)
            {
                var place = random.Next(Places);
                sparse.Increment(place);
                dense[place]++;
            }

            sparse.Fade(0.8f, 0.01f);
            for (var i = 0; i < Places; i++)
            {
                dense[i] = dense[i] < 0.01f ? 0 : dense[i] * 0.8f;
            }

            if (day % 10 == 9)
            {
                var again = new SparseCounts();
                again.Pass(new StatePass(StatePass.Written(pass => sparse.Pass(pass, Places))), Places);
                sparse = again;
            }
        }

        var counts = new float[Places];
        sparse.AddTo(counts);
        Assert.Equal(dense, counts);
        Assert.Equal(dense.Count(count => count > 0), sparse.Places.Length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Load_PlacesOutOfRange_AreRefused()
    {
        var sparse = new SparseCounts();
        sparse.Increment(200);
        var saved = StatePass.Written(pass => sparse.Pass(pass, Places));

        Assert.Throws<InvalidDataException>(() => new SparseCounts().Pass(new StatePass(saved), 100));
    }
}
