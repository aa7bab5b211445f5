using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>Longer without water than ever in the last four weeks, absences of 36 hours left out.</summary>
internal sealed class LongestSilenceRule : IMethod
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(28);
    private static readonly TimeSpan Absence = TimeSpan.FromHours(36);

    private readonly List<(DateTimeOffset At, TimeSpan Length)> _past = [];
    private DateTimeOffset _sign = DateTimeOffset.MaxValue;
    private DateTimeOffset _dryUntil;

    public Severity? Standing { get; private set; }

    public void Take(in Reading reading, List<Told> told)
    {
        if (reading.Measure != Measure.UseLitres)
        {
            return;
        }

        var at = reading.At;
        if (reading.Value >= 1 || _sign == DateTimeOffset.MaxValue)
        {
            if (_dryUntil - _sign is { } length && length > TimeSpan.Zero && length < Absence)
            {
                _past.Add((at, length));
            }

            _past.RemoveAll(silence => silence.At < at - Remembered);
            (_sign, _dryUntil, Standing) = (at, at, null);
            return;
        }

        _dryUntil = at;
        if (Standing is null && _past.Count > 0 && at - _sign > _past.Max(silence => silence.Length))
        {
            Standing = Severity.Critical;
            told.Add(new Told(at, Severity.Critical));
        }
    }

    public IMethod Copy()
    {
        var copy = new LongestSilenceRule { Standing = Standing };
        copy._past.AddRange(_past);
        (copy._sign, copy._dryUntil) = (_sign, _dryUntil);
        return copy;
    }
}
