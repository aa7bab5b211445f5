using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>What a register's reading means.</summary>
internal enum RegisterVerdict
{
    /// <summary>The first reading: nothing to compare with.</summary>
    First,

    /// <summary>A believed rise since an earlier instant.</summary>
    Rise,

    /// <summary>Lower than before and not yet explained.</summary>
    WentBack,

    /// <summary>A rise beyond what a household meter passes, not yet explained.</summary>
    Jumped,
}

/// <summary>
/// Follows a rising register: a reading that does not follow from the one before is held as a claim. When later
/// readings climb from the claim it was a reset or a new meter; when they go on from before it was a dip or another
/// meter's telegram, and is forgotten.
/// </summary>
internal sealed class RegisterTrack
{
    private const long LitresAtOnce = 500;
    private const long WattHoursAtOnce = 5_000;

    private bool _known;
    private long _value;
    private long _at;
    private bool _claimed;
    private long _claimValue;
    private long _claimAt;

    /// <summary>Takes a reading; a believed rise covers the time from <paramref name="from"/>.</summary>
    public RegisterVerdict Take(Measure measure, long value, long at, out long rise, out long from)
    {
        (rise, from) = (0, _at);
        if (!_known)
        {
            (_known, _value, _at) = (true, value, at);
            return RegisterVerdict.First;
        }

        if (Follows(measure, _value, _at, value, at))
        {
            rise = value - _value;
            return Accept(value, at);
        }

        if (_claimed && at > _claimAt && Follows(measure, _claimValue, _claimAt, value, at))
        {
            (rise, from) = (value - _claimValue, _claimAt);
            return Accept(value, at);
        }

        (_claimed, _claimValue, _claimAt) = (true, value, at);
        return value < _value ? RegisterVerdict.WentBack : RegisterVerdict.Jumped;
    }

    public void Pass(StatePass pass)
    {
        pass.Flag(ref _known);
        pass.Long(ref _value);
        pass.Long(ref _at);
        pass.Flag(ref _claimed);
        pass.Long(ref _claimValue);
        pass.Long(ref _claimAt);
    }

    private RegisterVerdict Accept(long value, long at)
    {
        (_value, _at, _claimed) = (value, at, false);
        return RegisterVerdict.Rise;
    }

    private static bool Follows(Measure measure, long before, long beforeAt, long value, long at) =>
        value >= before && value - before <= Most(measure, at - beforeAt);

    /// <summary>The most a household meter passes in a time: full flow, and a little that came between two readings of one instant.</summary>
    public static long Most(Measure measure, long milliseconds)
    {
        var hours = (double)milliseconds / EstateClock.Hour;
        return measure is Measure.TotalLitres or Measure.UseLitres
            ? LitresAtOnce + (long)(ValueLimits.LitresAnHour * hours)
            : WattHoursAtOnce + (long)(ValueLimits.Watts * hours);
    }
}
