namespace CommunityConsole.Core.Anomalies;

/// <summary>Counts at places of which most are zero: six bytes for each that is not, in the order of the places.</summary>
internal sealed class SparseCounts
{
    // Room for a few more at a time: what is added over a day is little.
    private const int Room = 8;

    private ushort[] _places = [];
    private float[] _counts = [];
    private int _used;

    /// <summary>Adds one at a place.</summary>
    public void Increment(int place)
    {
        var at = _places.AsSpan(0, _used).BinarySearch((ushort)place);
        if (at >= 0)
        {
            _counts[at]++;
            return;
        }

        at = ~at;
        if (_used == _places.Length)
        {
            Array.Resize(ref _places, _used + Room);
            Array.Resize(ref _counts, _used + Room);
        }

        _places.AsSpan(at, _used - at).CopyTo(_places.AsSpan(at + 1));
        _counts.AsSpan(at, _used - at).CopyTo(_counts.AsSpan(at + 1));
        (_places[at], _counts[at]) = ((ushort)place, 1);
        _used++;
    }

    /// <summary>Keeps a share of each count; what is smaller than <paramref name="forgotten"/> becomes zero.</summary>
    public void Fade(float kept, float forgotten)
    {
        var left = 0;
        for (var i = 0; i < _used; i++)
        {
            if (_counts[i] >= forgotten)
            {
                (_places[left], _counts[left++]) = (_places[i], _counts[i] * kept);
            }
        }

        _used = left;
    }

    /// <summary>The places that are not zero, rising.</summary>
    public ReadOnlySpan<ushort> Places => _places.AsSpan(0, _used);

    /// <summary>What is counted at each of <see cref="Places"/>.</summary>
    public ReadOnlySpan<float> Values => _counts.AsSpan(0, _used);

    /// <summary>Adds all to counts that stand one by one.</summary>
    public void AddTo(Span<float> counts)
    {
        for (var i = 0; i < _used; i++)
        {
            counts[_places[i]] += _counts[i];
        }
    }

    /// <param name="pass">The walk.</param>
    /// <param name="places">All places lie below.</param>
    public void Pass(StatePass pass, int places)
    {
        pass.Count(ref _used, 0, places);
        if (pass.Reading)
        {
            (_places, _counts) = (new ushort[_used], new float[_used]);
        }

        pass.Shorts(_places.AsSpan(0, _used));
        pass.Singles(_counts.AsSpan(0, _used));
        for (var i = 0; i < _used; i++)
        {
            if (_places[i] >= places || (i > 0 && _places[i] <= _places[i - 1]))
            {
                throw new InvalidDataException("Saved counts are not in the order of their places.");
            }
        }
    }
}
