namespace CommunityConsole.Web.Outbound.Photos;

/// <summary>What a picture is by its first bytes; its name and what the sender calls it are not asked.</summary>
internal enum PhotoKind
{
    /// <summary>No picture we take.</summary>
    None,
    Jpeg,
    Png,
    Webp,
    Avif,
    Heic,
}

/// <summary>Tells the kind. Cheap, so that no process is started for what is plainly no picture; the tool judges again.</summary>
internal static class PhotoKinds
{
    /// <summary>The kind of a file that begins so.</summary>
    public static PhotoKind Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => PhotoKind.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PhotoKind.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => PhotoKind.Webp,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s', ..] => PhotoKind.Avif,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h', (byte)'e', ..] => PhotoKind.Heic,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'m', (byte)'i' or (byte)'s', (byte)'f', (byte)'1', ..] => PhotoKind.Heic,
        _ => PhotoKind.None,
    };
}
