using System.Buffers;
using MathNet.Numerics;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// Judges a score by the last H scores: their distribution is smoothed by a Gaussian kernel, and the p-value is the
/// smoothed share above. Not thread-safe.
/// </summary>
/// <remarks>
/// With scores h_1..h_n (n at most H, the current score not among them), D = sum over pairs (h_i - h_j)^2 and
/// b = sqrt(2 D) / n, the kernel's standard deviation b / sqrt(2) is that of the history:
/// p = 1/2 - (1 / 2n) sum_i erf((s - h_i) / b). No history gives 1/2; b is sqrt(2) for n = 1 and at least 1e-6.
/// (Kernel estimate of a distribution function: Nadaraya 1964; Silverman, "Density Estimation", 1986.)
/// The kernel is wide, so p at most 0.01 needs a score about 3.3 standard deviations out.
/// </remarks>
public sealed class SlidingPValue
{
    internal const double Smallest = 1e-8;
    private const double NarrowestKernel = 1e-6;
    private const int LongestHistory = 1 << 20;
    private const byte FormatVersion = 1;
    private readonly double[] _scores;
    private int _oldest;

    /// <summary>Starts with an empty history of at most <paramref name="history"/> scores.</summary>
    public SlidingPValue(int history)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(history, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(history, LongestHistory);
        _scores = new double[history];
    }

    /// <summary>The most scores that are kept, H.</summary>
    public int History => _scores.Length;

    /// <summary>Scores kept now.</summary>
    public int Count { get; private set; }

    /// <summary>True when H scores are kept.</summary>
    public bool Full => Count == _scores.Length;

    /// <summary>Judges a score by the history without changing it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The score is not finite.</exception>
    public TailProbability Judge(double score) => Judge(score, _scores.AsSpan(0, Count));

    /// <summary>Judges a score by a history that is kept elsewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The score is not finite.</exception>
    public static TailProbability Judge(double score, ReadOnlySpan<double> history)
    {
        if (!double.IsFinite(score))
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, "Only finite scores can be judged.");
        }

        if (history.IsEmpty)
        {
            return new TailProbability(0.5);
        }

        var width = KernelWidth(history);
        var below = 0.0;
        foreach (var earlier in history)
        {
            below += SpecialFunctions.Erf((score - earlier) / width);
        }

        return new TailProbability(Math.Clamp(0.5 - (below / (2 * history.Length)), Smallest, 1 - Smallest));
    }

    /// <summary>Judges a score, then lets it join the history in place of the oldest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The score is not finite; the history stays as it was.</exception>
    public TailProbability Take(double score)
    {
        var probability = Judge(score);
        Learn(score);
        return probability;
    }

    /// <summary>Lets a finite score join the history in place of the oldest, unjudged: judging costs as much as the whole history.</summary>
    public void Learn(double score)
    {
        if (Full)
        {
            _scores[_oldest] = score;
            _oldest = (_oldest + 1) % _scores.Length;
        }
        else
        {
            _scores[Count++] = score;
        }
    }

    /// <summary>Writes the history.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new StateWriter(output);
        writer.WriteByte(FormatVersion);
        writer.WriteCount(_scores.Length);
        writer.WriteCount(Count);
        writer.WriteCount(_oldest);
        writer.WriteNumbers(_scores.AsSpan(0, Count));
    }

    /// <summary>Reads a history back.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a history this version can read.</exception>
    public static SlidingPValue Read(ref StateReader reader)
    {
        reader.ReadVersion(FormatVersion, nameof(SlidingPValue));
        var restored = new SlidingPValue(reader.ReadCount(1, LongestHistory));
        restored.Count = reader.ReadCount(0, restored.History);
        restored._oldest = reader.ReadCount(0, restored.Full ? restored.History - 1 : 0);
        reader.ReadNumbers(restored._scores.AsSpan(0, restored.Count));
        return restored;
    }

    private static double KernelWidth(ReadOnlySpan<double> history)
    {
        if (history.Length == 1)
        {
            return Math.Sqrt(2);
        }

        var mean = 0.0;
        foreach (var score in history)
        {
            mean += score;
        }

        mean /= history.Length;
        var squares = 0.0;
        foreach (var score in history)
        {
            squares += (score - mean) * (score - mean);
        }

        // The sum over pairs D equals n times the squares around the mean; that way nothing cancels.
        return Math.Max(Math.Sqrt(2 * squares / history.Length), NarrowestKernel);
    }
}
