using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Core.Anomalies;

/// <summary>The last week's forecast errors by the hour, against which a new one is judged.</summary>
/// <remarks>Single precision: an error of one part in ten million moves a p-value by less than that of itself.</remarks>
internal sealed class RecentScores
{
    private const int Kept = 168;

    private float[] _scores = [];    // as many as came yet
    private int _oldest;

    /// <summary>The share of the week that lies above a score, smoothed; 1 while there is no week.</summary>
    public double Above(double score)
    {
        if (_scores.Length < Kept)
        {
            return 1;
        }

        Span<double> history = stackalloc double[Kept];
        for (var i = 0; i < Kept; i++)
        {
            history[i] = _scores[i];
        }

        return SlidingPValue.Judge(score, history).Above;
    }

    /// <summary>Lets a score join in place of the oldest.</summary>
    public void Learn(double score)
    {
        if (_scores.Length < Kept)
        {
            _scores = [.. _scores, (float)score];
            return;
        }

        _scores[_oldest] = (float)score;
        _oldest = (_oldest + 1) % Kept;
    }

    public void Pass(StatePass pass)
    {
        var count = _scores.Length;
        pass.Count(ref count, 0, Kept);
        if (pass.Reading)
        {
            _scores = new float[count];
        }

        pass.Singles(_scores);
        pass.Count(ref _oldest, 0, Kept - 1);
    }
}
