using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.Dispatch;

/// <summary>Codes worked out from a key of this installation: nothing is stored for each home, and a list of homes tells no code.</summary>
internal sealed class DoorCodes(IOptions<DataOptions> data) : IDoorCodes
{
    private const int KeyBytes = 32;
    private readonly Lazy<byte[]> _key = new(() => KeyOf(data.Value.File("door-codes.key")));

    public string CodeOf(HomeId home)
    {
        var hash = HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(home.ToString()));
        return (BinaryPrimitives.ReadUInt32BigEndian(hash) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    // Made once; a second process that is faster wins.
    private static byte[] KeyOf(string file)
    {
        if (!File.Exists(file))
        {
            var made = $"{file}.{Guid.NewGuid():N}";
            File.WriteAllBytes(made, RandomNumberGenerator.GetBytes(KeyBytes));
            try
            {
                File.Move(made, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(made);
            }
        }

        return File.ReadAllBytes(file);
    }
}
