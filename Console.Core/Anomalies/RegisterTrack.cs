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

    /// <summary>It goes on from a value that is neither its own nor a new meter's: another meter speaks in its name.</summary>
    Another,

    /// <summary>The same register in a unit a thousand times as large.</summary>
    OtherUnit,
}

/// <summary>
/// Follows a rising register: a reading that does not follow from the one before is held as a claim. When later
/// readings climb from the claim it was a reset or another meter; when they go on from before it was a dip or another
/// meter's telegram, and is forgotten.
/// </summary>
internal sealed class RegisterTrack
{
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

        if (RegisterSense.Follows(measure, _value, value, Span(_at, at)))
        {
            rise = value - _value;
            return Accept(value, at, RegisterVerdict.Rise);
        }

        if (RegisterSense.IsThousandth(measure, _value, value, Span(_at, at)))
        {
            return RegisterVerdict.OtherUnit;
        }

        if (_claimed && at > _claimAt && RegisterSense.Follows(measure, _claimValue, value, Span(_claimAt, at)))
        {
            (rise, from) = (value - _claimValue, _claimAt);
            return Accept(value, at, RegisterSense.IsSameMeter(measure, _value, _claimValue, Span(_at, _claimAt)) ? RegisterVerdict.Rise : RegisterVerdict.Another);
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

    private RegisterVerdict Accept(long value, long at, RegisterVerdict verdict)
    {
        (_value, _at, _claimed) = (value, at, false);
        return verdict;
    }

    private static TimeSpan Span(long from, long to) => TimeSpan.FromMilliseconds(to - from);
}
