using System.Buffers;

namespace CommunityConsole.Core.Numerics;

/// <summary>How the martingale bets against "nothing changed".</summary>
public enum MartingaleBet
{
    /// <summary>Bet e p^(e-1) with a fixed e.</summary>
    Power = 0,

    /// <summary>The power bets for all e in 0..1 mixed evenly: (p ln p + 1 - p) / (p ln^2 p).</summary>
    Mixture = 1,
}

/// <summary>Settings of a change-point martingale.</summary>
/// <param name="History">Number H of bets that are multiplied up; also the least number of values before the first alert and between two alerts.</param>
/// <param name="Confidence">Percent; the alarm level is H bets won at p = 1 - Confidence / 100.</param>
public sealed record MartingaleOptions(int History, double Confidence)
{
    /// <summary>The bet.</summary>
    public MartingaleBet Bet { get; init; } = MartingaleBet.Power;

    /// <summary>e of the power bet, between 0 and 1.</summary>
    public double Epsilon { get; init; } = 0.1;
}

/// <summary>What a change-point martingale says after a p-value.</summary>
/// <param name="Alert">True when it reached the alarm level and no alert is held back.</param>
/// <param name="LogMartingale">Natural logarithm of the product of the last H bets.</param>
public readonly record struct ChangePointVerdict(bool Alert, double LogMartingale);

/// <summary>
/// Finds the moment from which p-values are too often small: the product of the last H bets grows only when the
/// past stops predicting the present. Not thread-safe.
/// </summary>
/// <remarks>
/// Vovk, Nouretdinov, Gammerman, "Testing exchangeability on-line", ICML 2003 (both bets); Ho, "A martingale
/// framework for concept change detection", ICML 2005. ln M = sum of the last H log bets; the very first bet fills
/// all H places. Level: H times the log bet at p = 1 - Confidence / 100.
/// </remarks>
public sealed class MartingaleChangePoint
{
    private const byte FormatVersion = 1;
    private readonly MartingaleOptions _options;
    private readonly double[] _bets;
    private int _oldest;
    private int _untilAlert;
    private bool _started;

    /// <summary>Starts a martingale that has seen nothing.</summary>
    public MartingaleChangePoint(MartingaleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.History, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Confidence, 100);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Epsilon);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Epsilon, 1);
        _options = options;
        _bets = new double[options.History];
        _untilAlert = options.History;
        LogLevel = options.History * LogBet(1 - (options.Confidence / 100));
    }

    /// <summary>ln M at which an alert is due.</summary>
    public double LogLevel { get; }

    /// <summary>Takes in one p-value; closer to 0 or 1 than 1e-8 counts as 1e-8 away, so no single value decides alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no probability; nothing is taken in.</exception>
    public ChangePointVerdict Take(double p)
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A p-value lies between 0 and 1.");
        }

        var bet = LogBet(Math.Clamp(p, SlidingPValue.Smallest, 1 - SlidingPValue.Smallest));
        if (!_started)
        {
            Array.Fill(_bets, bet);
            _started = true;
        }

        _bets[_oldest] = bet;
        _oldest = (_oldest + 1) % _bets.Length;
        _untilAlert = Math.Max(0, _untilAlert - 1);

        var sum = 0.0;
        foreach (var one in _bets)
        {
            sum += one;
        }

        var alert = sum >= LogLevel && _untilAlert == 0;
        if (alert)
        {
            _untilAlert = _options.History;
        }

        return new ChangePointVerdict(alert, sum);
    }

    /// <summary>Writes what was seen; the options are the caller's to keep.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new StateWriter(output);
        writer.WriteByte(FormatVersion);
        writer.WriteCount(_bets.Length);
        writer.WriteByte(_started ? (byte)1 : (byte)0);
        writer.WriteCount(_oldest);
        writer.WriteCount(_untilAlert);
        writer.WriteNumbers(_bets);
    }

    /// <summary>Reads back a martingale of the same options.</summary>
    /// <exception cref="InvalidDataException">The bytes are not one this version can read, or of another history length.</exception>
    public static MartingaleChangePoint Read(MartingaleOptions options, ref StateReader reader)
    {
        var restored = new MartingaleChangePoint(options);
        reader.ReadVersion(FormatVersion, nameof(MartingaleChangePoint));
        reader.ReadCount(options.History, options.History);
        restored._started = reader.ReadByte() != 0;
        restored._oldest = reader.ReadCount(0, options.History - 1);
        restored._untilAlert = reader.ReadCount(0, options.History);
        reader.ReadNumbers(restored._bets);
        return restored;
    }

    private double LogBet(double p) => _options.Bet == MartingaleBet.Power
        ? Math.Log(_options.Epsilon) + ((_options.Epsilon - 1) * Math.Log(p))
        : Math.Log((p * Math.Log(p)) + (1 - p)) - (2 * Math.Log(-Math.Log(p))) - Math.Log(p);
}
