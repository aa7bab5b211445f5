using System.Diagnostics.CodeAnalysis;

namespace CommunityConsole.Core.Photos;

/// <summary>A kept photo: the SHA-256 of its bytes as kept, 64 lower-case hex digits. The same picture twice is one photo.</summary>
public readonly record struct PhotoId
{
    private const int Digits = 64;

    private PhotoId(string value) => Value = value;

    /// <summary>The digits.</summary>
    public string Value { get; }

    /// <summary>The id that <paramref name="text"/> spells; for what comes from outside.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhotoId id)
    {
        var valid = text is { Length: Digits } && text.All(char.IsAsciiHexDigitLower);
        id = valid ? new PhotoId(text!) : default;
        return valid;
    }

    /// <summary>The id that <paramref name="text"/> spells; for what the program wrote itself.</summary>
    public static PhotoId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not the id of a photo.");

    /// <summary>Where a browser gets it; see the endpoint of that path.</summary>
    public string Path(PhotoSize size) => size == PhotoSize.Full ? $"/photos/{Value}" : $"/photos/{Value}/small";

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>The two sizes in which each photo is kept.</summary>
public enum PhotoSize
{
    /// <summary>At most 1,600 pixels on the long side.</summary>
    Full,

    /// <summary>At most 320 pixels on the long side, for lists.</summary>
    Small,
}
