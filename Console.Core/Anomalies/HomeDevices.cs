namespace CommunityConsole.Core.Anomalies;

/// <summary>The devices of one home, and what they tell together: how far everything is covered, and how far silence is heard.</summary>
internal sealed class HomeDevices
{
    private const int Most = 1000;

    // What a part of the meters tells is heard from this silence on: longer than an evening sat still and a night.
    private const long Alone = 18 * EstateClock.Hour;

    private readonly List<DeviceState> _devices = [];   // by name, so that their order of arrival makes no difference

    /// <summary>The device of this name, new where none is known.</summary>
    public DeviceState Of(string name)
    {
        var place = 0;
        while (place < _devices.Count)
        {
            var order = string.CompareOrdinal(_devices[place].Name, name);
            if (order == 0)
            {
                return _devices[place];
            }

            if (order > 0)
            {
                break;
            }

            place++;
        }

        var added = new DeviceState(name);
        _devices.Insert(place, added);
        if (_devices.Count > Most)
        {
            _devices.Remove(_devices.Where(device => device != added).MinBy(device => device.LastAt)!);   // a gateway that makes names up
        }

        return added;
    }

    /// <summary>The longest usual time between two reports of a meter that carries the watch, milliseconds; null until known.</summary>
    public long? Period(long now) => _devices.Where(device => Carries(device, now)).Max(device => device.Rhythm.Usual);

    /// <summary>Whether a meter that carries the watch is silent, or none is there.</summary>
    public bool Unwatched(long now)
    {
        var carried = false;
        foreach (var device in _devices)
        {
            if (Carries(device, now))
            {
                if (device.IsPrompt && (device.Silent || device.Stuck || device.IsDoubted(now)))
                {
                    return true;
                }

                carried = true;
            }
        }

        return !carried;
    }

    /// <summary>The device whose silence comes due first, if any does before an instant.</summary>
    public DeviceState? NextSilent(long before)
    {
        DeviceState? next = null;
        foreach (var device in _devices)
        {
            if (device.SilenceDue < (next?.SilenceDue ?? before))
            {
                next = device;
            }
        }

        return next;
    }

    /// <summary>To where all meters that carry the watch have reported; the slow ones count where no other is left, and none gives <see cref="long.MaxValue"/>.</summary>
    public long Covered(long now)
    {
        var covered = Covered(now, prompt: true);
        return covered == long.MaxValue ? Covered(now, prompt: false) : covered;
    }

    /// <summary>
    /// As far as silence is heard: to the newest row of any prompt meter, unless another one's row is due. Signs count
    /// at the end of their row, so a meter whose row is not due yet has nothing to say. One that is overdue, silent or not
    /// believed may have missed a sign: what the others alone tell counts from eighteen hours of it on.
    /// </summary>
    /// <param name="now">The instant of the newest row.</param>
    /// <param name="sign">The instant of the last sign of life.</param>
    public (long To, bool Partly) Heard(long now, long sign)
    {
        var (newest, overdue) = (long.MinValue, long.MaxValue);
        foreach (var device in _devices)
        {
            if (Carries(device, now) && device.IsPrompt)
            {
                newest = Math.Max(newest, device.CoveredTo);
                if (now >= device.CoveredTo + (device.Rhythm.Usual ?? 0))
                {
                    overdue = Math.Min(overdue, device.CoveredTo);
                }
            }
        }

        if (newest == long.MinValue)
        {
            return (sign, false);   // the slow meters say how far they cover; here nothing is heard
        }

        var whole = Math.Max(Math.Min(newest, overdue), sign);
        return newest - whole > Row.Longest
            ? (whole + Math.Clamp(newest - sign - Alone, 0, newest - whole), true)
            : (whole, false);
    }

    /// <summary>Whether another meter has told of the hours before an instant.</summary>
    public bool OtherTells(DeviceState than, long now) => _devices.Exists(device => device != than && device.IsMeter && device.CoveredTo >= now - Row.Longest);

    /// <summary>Whether a meter of this kind has told of the last hours.</summary>
    public bool Tell(bool water, long now) =>
        _devices.Exists(device => device.IsMeter && device.Changes is null == water && device.CoveredTo >= now - Row.Longest);

    public void Learn()
    {
        foreach (var device in _devices)
        {
            device.Changes?.Learn();
        }
    }

    public void Pass(StatePass pass)
    {
        var count = _devices.Count;
        pass.Count(ref count, 0, Most);
        for (var i = 0; i < count; i++)
        {
            var device = pass.Reading ? null : _devices[i];
            DeviceState.Pass(pass, ref device);
            if (pass.Reading)
            {
                _devices.Add(device!);
            }
        }
    }

    private static bool Carries(DeviceState device, long now) => device.IsMeter && !device.IsGone(now);

    private long Covered(long now, bool prompt)
    {
        var covered = long.MaxValue;
        foreach (var device in _devices)
        {
            if (Carries(device, now) && (device.IsPrompt || !prompt))
            {
                covered = Math.Min(covered, device.CoveredTo);
            }
        }

        return covered;
    }
}
