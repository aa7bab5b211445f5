using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CommunityConsole.Web.Tests.Outbound.Photos;

/// <summary>Pictures made by hand, byte by byte.</summary>
internal static class MadeUpPictures
{
    /// <summary>A PNG of one bit a pixel: black on the left quarter, white elsewhere. A huge one has few bytes.</summary>
    public static byte[] Png(int width, int height)
    {
        var row = new byte[1 + ((width + 7) / 8)];
        row.AsSpan(1 + (width / 32)).Fill(0xFF);
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zip.Write(row);
            }
        }

        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        head[8] = 1;
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", head), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>The JPEG with what a phone writes into it: lying on its side (orientation 6), taken at a place, by a named device.</summary>
    public static byte[] WithExif(byte[] jpeg, string device)
    {
        var name = Encoding.ASCII.GetBytes(device + "\0");
        var exif = new MemoryStream();
        exif.Write("Exif\0\0MM\0*"u8);
        Write32(exif, 8);
        Write16(exif, 3); // entries
        Entry(exif, 0x010F, 2, name.Length, 8 + 2 + (3 * 12) + 4); // maker, behind this table
        Entry(exif, 0x0112, 3, 1, 6 << 16); // orientation
        Entry(exif, 0x8825, 4, 1, 8 + 2 + (3 * 12) + 4 + name.Length); // where the place is
        Write32(exif, 0);
        exif.Write(name);
        Write16(exif, 1);
        Entry(exif, 0x001D, 2, 4, 0x47505331); // the GPS table: "GPS1"
        Write32(exif, 0);

        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. exif.ToArray(), .. jpeg[2..]];
    }

    /// <summary>Width and height of a JPEG, from its frame header.</summary>
    public static (int Width, int Height) SizeOf(byte[] jpeg)
    {
        var at = 2;
        while (jpeg[at + 1] is not (0xC0 or 0xC2))
        {
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
        }

        return (BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 7)), BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 5)));
    }

    private static void Entry(MemoryStream exif, ushort tag, ushort type, int count, int value)
    {
        Write16(exif, tag);
        Write16(exif, type);
        Write32(exif, count);
        Write32(exif, value);
    }

    private static void Write16(MemoryStream stream, ushort value) => stream.Write([(byte)(value >> 8), (byte)value]);

    private static void Write32(MemoryStream stream, int value)
    {
        Write16(stream, (ushort)(value >> 16));
        Write16(stream, (ushort)value);
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc32(named));
        return [.. length, .. named, .. check];
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
