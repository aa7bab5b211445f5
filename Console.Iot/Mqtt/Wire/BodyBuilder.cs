using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>Collects the body of a packet whose length is known only when it is built; writing it adds the fixed header.</summary>
internal sealed class BodyBuilder
{
    private readonly ArrayBufferWriter<byte> _body = new(128);

    public int Length => _body.WrittenCount;

    public ReadOnlySpan<byte> Written => _body.WrittenSpan;

    public BodyBuilder Byte(int value)
    {
        _body.GetSpan(1)[0] = (byte)value;
        _body.Advance(1);
        return this;
    }

    public BodyBuilder UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_body.GetSpan(2), checked((ushort)value));
        _body.Advance(2);
        return this;
    }

    public BodyBuilder UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_body.GetSpan(4), value);
        _body.Advance(4);
        return this;
    }

    public BodyBuilder VariableInteger(int value)
    {
        _body.Advance(VariableLength.Write(_body.GetSpan(4), value));
        return this;
    }

    public BodyBuilder Raw(ReadOnlySpan<byte> bytes)
    {
        _body.Write(bytes);
        return this;
    }

    /// <summary>Bytes after their length.</summary>
    /// <exception cref="OverflowException">More than 65,535 bytes.</exception>
    public BodyBuilder Binary(ReadOnlySpan<byte> bytes) => UInt16(bytes.Length).Raw(bytes);

    /// <summary>Text after its length.</summary>
    /// <exception cref="OverflowException">More than 65,535 bytes.</exception>
    public BodyBuilder Text(string text) => Binary(Encoding.UTF8.GetBytes(text));

    /// <summary>A property block after its length.</summary>
    public BodyBuilder Properties(PropertyBag bag)
    {
        var block = new BodyBuilder().PropertyBlock(bag);
        return VariableInteger(block.Length).Raw(block.Written);
    }

    /// <summary>A property block without its length.</summary>
    public BodyBuilder PropertyBlock(PropertyBag bag)
    {
        foreach (var one in bag.All)
        {
            Property(one);
        }

        return this;
    }

    private BodyBuilder Property(in Property property)
    {
        VariableInteger((int)property.Id);
        return PropertyRules.Form(property.Id) switch
        {
            PropertyForm.Byte => Byte((int)property.Number),
            PropertyForm.UInt16 => UInt16((int)property.Number),
            PropertyForm.UInt32 => UInt32(property.Number),
            PropertyForm.VariableInteger => VariableInteger((int)property.Number),
            PropertyForm.Text => Text(property.Text!),
            PropertyForm.Binary => Binary(property.Data),
            _ => Text(property.Name!).Text(property.Text!),
        };
    }

    /// <summary>Writes the fixed header and the body.</summary>
    public void WriteTo(IBufferWriter<byte> target, PacketType type, int flags = 0)
    {
        var span = target.GetSpan(Framing.LongestHeader);
        span[0] = (byte)((int)type << 4 | flags);
        target.Advance(1 + VariableLength.Write(span[1..], _body.WrittenCount));
        target.Write(_body.WrittenSpan);
    }
}
