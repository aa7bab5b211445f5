using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Bench.District;

/// <summary>
/// What one would write first: a plain SSA detector for each meter, which keeps 28 days of reports, judges every report as
/// it comes and learns anew once a day. It knows no gaps, no late rows, no homes and no people.
/// </summary>
/// <param name="perDay">Reports of a day, the window of the decomposition.</param>
internal sealed class MeterEngine(int perDay)
{
    private const int Days = 28;
    private const double RareBelow = 0.01;

    private readonly double[] _reports = new double[Days * perDay];
    private readonly SlidingPValue _scores = new(168);
    private SsaState? _state;
    private long _register = long.MinValue;
    private int _count;

    public int Alerts { get; private set; }

    public void Take(in Reading reading, SsaTrainer trainer)
    {
        if (_register != long.MinValue)
        {
            var use = (double)(reading.Value - _register);
            _reports[_count++ % _reports.Length] = use;
            if (_state is not null)
            {
                var p = _scores.Take(_state.Take(use)).On(TailSide.TwoSided);
                Alerts += _scores.Full && p <= RareBelow ? 1 : 0;
            }

            if (_count % perDay == 0 && _count >= _reports.Length)
            {
                Learn(trainer);
            }
        }

        _register = reading.Value;
    }

    private void Learn(SsaTrainer trainer)
    {
        var oldest = _count % _reports.Length;
        double[] ordered = [.. _reports[oldest..], .. _reports[..oldest]];
        _state = trainer.Train(ordered, new SsaOptions(perDay, SsaRank.Fixed(6)));
    }
}
