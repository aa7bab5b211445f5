namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>A function, event or error by its name and types, as in <c>redeem(bytes32,bytes32,uint64,bytes32)</c>.</summary>
internal sealed class AbiSignature
{
    /// <summary>Bytes of a selector.</summary>
    public const int SelectorLength = 4;

    /// <summary>Reads one, without names of parameters and without blanks.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public AbiSignature(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !text.EndsWith(')') || text.Contains(' ', StringComparison.Ordinal))
        {
            throw new FormatException($"ABI: no signature: {text}");
        }

        Text = text;
        Types = [.. text[(open + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(AbiType.Parse)];
        Topic = Keccak256.Hash(text);
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<AbiType> Types { get; }

    /// <summary>The first topic of an event's log.</summary>
    public byte[] Topic { get; }

    /// <summary>The first four bytes of a call or of an error.</summary>
    public ReadOnlySpan<byte> Selector => Topic.AsSpan(0, SelectorLength);

    /// <summary>The bytes of a call.</summary>
    public byte[] Call(params IReadOnlyList<object> values) => [.. Selector, .. AbiEncoder.Encode(Types, values)];

    /// <summary>The values of a call or error; null when it is another one.</summary>
    /// <exception cref="FormatException">It is this one, but its values are not.</exception>
    public IReadOnlyList<object>? Read(ReadOnlySpan<byte> call) => call.StartsWith(Selector) ? AbiDecoder.Decode(Types, call[SelectorLength..]) : null;
}
