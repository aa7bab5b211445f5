namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>
/// Walks a property block without allocating and checks it: known, allowed in this packet, not given twice, in range,
/// well-formed. Time is linear in the bytes.
/// </summary>
internal ref struct PropertyWalk(ReadOnlySpan<byte> block, PropertyPlace place)
{
    /// <summary>How many user properties one packet may carry.</summary>
    public const int UserPropertyLimit = 100;

    private SpanReader _reader = new(block);
    private ulong _seen;
    private int _users;

    public PropertyId Id { get; private set; }

    /// <summary>The value of a number.</summary>
    public uint Number { get; private set; }

    /// <summary>The bytes of a text or of binary data; the value of a user property.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The name of a user property.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The property as it stands in the block, id included.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    public bool Next()
    {
        if (_reader.AtEnd)
        {
            return false;
        }

        var before = _reader.Rest;
        var start = _reader.Position;
        Id = (PropertyId)_reader.VariableInteger();
        if (PropertyRules.Form(Id) == PropertyForm.None)
        {
            throw WireFault.Malformed($"Property 0x{(int)Id:X2} does not exist.");
        }

        switch (PropertyRules.Form(Id))
        {
            case PropertyForm.Byte:
                Number = _reader.Byte();
                break;
            case PropertyForm.UInt16:
                Number = _reader.UInt16();
                break;
            case PropertyForm.UInt32:
                Number = _reader.UInt32();
                break;
            case PropertyForm.VariableInteger:
                Number = _reader.VariableInteger();
                break;
            case PropertyForm.Text:
                Bytes = _reader.TextBytes();
                break;
            case PropertyForm.Binary:
                Bytes = _reader.Binary();
                break;
            default:
                Name = _reader.TextBytes();
                Bytes = _reader.TextBytes();
                break;
        }

        CheckPlace();
        Raw = before[..(_reader.Position - start)];
        return true;
    }

    private void CheckPlace()
    {
        if (!PropertyRules.IsAllowed(Id, place))
        {
            throw Wrong($"{Id} has no place in {place}.");
        }

        if (PropertyRules.Form(Id) < PropertyForm.Text && !PropertyRules.IsInRange(Id, Number))
        {
            throw Wrong($"{Id} may not be {Number}.");
        }

        if (Id == PropertyId.UserProperty && ++_users > UserPropertyLimit)
        {
            throw new WireFault(ReasonCode.QuotaExceeded, $"More than {UserPropertyLimit} user properties.");
        }

        var bit = 1UL << (int)Id;
        if ((_seen & bit) != 0 && !PropertyRules.MayRepeat(Id, place))
        {
            throw WireFault.Protocol($"{Id} is given twice.");
        }

        _seen |= bit;
    }

    // The specification lets both codes be read out of it; these are the ones that Mosquitto and its packet tests agree on.
    private readonly WireFault Wrong(string message) =>
        place is PropertyPlace.Subscribe or PropertyPlace.Unsubscribe ? WireFault.Malformed(message) : WireFault.Protocol(message);
}
