using System.Numerics;
using System.Text.Json;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>What a call gave, or a part of it; reading it as something it is not says which call and which part.</summary>
/// <param name="Where">The method, and the way to the part.</param>
/// <param name="Json">The value.</param>
internal readonly record struct RpcResult(string Where, JsonElement Json)
{
    /// <summary>Whether the node has nothing under that name.</summary>
    public bool IsNull => Json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>A member, null where it is missing.</summary>
    public RpcResult this[string name] => Json.ValueKind == JsonValueKind.Object
        ? new RpcResult($"{Where}.{name}", Member(name))
        : throw Not("an object");

    /// <summary>The items of a list, one after the other: a long list of nonsense ends at its first item.</summary>
    public IEnumerable<RpcResult> Items()
    {
        var where = Where;
        return Json.ValueKind == JsonValueKind.Array ? Json.EnumerateArray().Select((item, at) => new RpcResult($"{where}[{at}]", item)) : throw Not("a list");
    }

    /// <summary>A number such as 0x1a.</summary>
    public BigInteger Quantity() => EvmHex.TryQuantity(String(), out var number) ? number : throw Not("a quantity");

    /// <summary>A number that counts something: blocks, gas, seconds.</summary>
    public ulong Count() => Quantity() is var number && number <= ulong.MaxValue ? (ulong)number : throw Not("a quantity of 64 bits");

    /// <summary>Bytes.</summary>
    public byte[] Bytes() => String() is { } text && text.StartsWith("0x", StringComparison.Ordinal) && EvmHex.TryBytes(text, out var bytes) ? bytes : throw Not("bytes");

    /// <summary>A hash: 32 bytes.</summary>
    public byte[] Hash() => Bytes() is { Length: 32 } hash ? hash : throw Not("32 bytes");

    /// <summary>An address.</summary>
    public EvmAddress Address() => Bytes() is { Length: EvmAddress.Length } bytes ? new EvmAddress(bytes) : throw Not("an address");

    /// <summary>Yes or no.</summary>
    public bool Flag() => Json.ValueKind is JsonValueKind.True or JsonValueKind.False ? Json.GetBoolean() : throw Not("true or false");

    private JsonElement Member(string name)
    {
        try
        {
            return Json.TryGetProperty(name, out var member) ? member : default;
        }
        catch (InvalidOperationException)
        {
            throw Not("names that are text"); // half of a surrogate pair in one
        }
    }

    private string? String()
    {
        try
        {
            return Json.ValueKind == JsonValueKind.String ? Json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    private NodeAnswerException Not(string wanted) => new(Where, $"{wanted} was expected.");
}
