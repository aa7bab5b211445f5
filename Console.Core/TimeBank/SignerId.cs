namespace CommunityConsole.Core.TimeBank;

/// <summary>Who signs a step: an address of the chain, as text.</summary>
/// <remarks>
/// One signer has one spelling: chains write the same address in capitals, small letters or a mixture, and two that differ only so
/// would hold the two roles that must stay apart. What was never set is nobody, like the zero address.
/// </remarks>
public readonly record struct SignerId
{
    private const string Nobody = "0x0000000000000000000000000000000000000000";
    private const int Digits = 40;

    private readonly string? _value;

    /// <summary>A signer by the text of its address.</summary>
    public SignerId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        var text = value.Trim().ToLowerInvariant();
        text = text.Length == Digits && text.All(char.IsAsciiHexDigit) ? "0x" + text : text;
        _value = text == Nobody ? null : text;
    }

    /// <summary>No signer.</summary>
    public static SignerId None => default;

    /// <summary>The address in its one spelling.</summary>
    public string Value => _value ?? Nobody;

    /// <inheritdoc />
    public override string ToString() => Value;
}
