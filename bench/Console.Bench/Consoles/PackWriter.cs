using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CommunityConsole.Bench.Consoles;

/// <summary>
/// Hub messages as a browser writes them to the circuit's hub: the MessagePack encoding of the SignalR hub protocol under the
/// name <c>blazorpack</c>, each message behind its length.
/// </summary>
/// <remarks>Source: ASP.NET Core, SignalR "HubProtocol" specification, section MessagePack; MessagePack specification.</remarks>
internal static class PackWriter
{
    private const byte EmptyMap = 0x80;
    private const byte Nil = 0xc0;
    private const byte EmptyArray = 0x90;

    /// <summary>Says that the client is still there.</summary>
    public static byte[] Ping { get; } = [2, 0x91, 6];

    /// <summary>Calls a method of the hub without waiting for its answer.</summary>
    /// <param name="target">The method.</param>
    /// <param name="arguments">Null, true, a whole number or a text each.</param>
    public static byte[] Call(string target, params ReadOnlySpan<object?> arguments)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write<byte>([0x96, 1, EmptyMap, Nil]);
        WriteText(body, target);
        body.Write<byte>([(byte)(EmptyArray | arguments.Length)]);
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case null:
                    body.Write<byte>([Nil]);
                    break;
                case true:
                    body.Write<byte>([0xc3]);
                    break;
                case long number:
                    body.Write<byte>([0xd3]);
                    BinaryPrimitives.WriteInt64BigEndian(body.GetSpan(8), number);
                    body.Advance(8);
                    break;
                case string text:
                    WriteText(body, text);
                    break;
                default:
                    throw new ArgumentException($"A {argument.GetType().Name} is nothing the circuit's hub is told.", nameof(arguments));
            }
        }

        body.Write<byte>([EmptyArray]);
        return [.. LengthOf(body.WrittenCount), .. body.WrittenSpan];
    }

    private static void WriteText(ArrayBufferWriter<byte> body, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var header = body.GetSpan(5);
        header[0] = 0xdb;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        body.Advance(5);
        body.Advance(Encoding.UTF8.GetBytes(text, body.GetSpan(length)));
    }

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private static List<byte> LengthOf(int length)
    {
        List<byte> bytes = [];
        for (; length >= 0x80; length >>= 7)
        {
            bytes.Add((byte)(length | 0x80));
        }

        bytes.Add((byte)length);
        return bytes;
    }
}
