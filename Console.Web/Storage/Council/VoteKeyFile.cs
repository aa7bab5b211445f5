using CommunityConsole.Core.Council;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>The key that signs the logs of votes: made at the first start, a file that only the program's account can read, beside the data.</summary>
internal static class VoteKeyFile
{
    /// <summary>The name of the file in <c>Data:Directory</c>.</summary>
    public const string FileName = "votes.key";

    /// <summary>The key of this installation.</summary>
    public static VoteKey Open(IOptions<DataOptions> options)
    {
        var file = options.Value.File(FileName);
        if (File.Exists(file))
        {
            return VoteKey.FromPkcs8(File.ReadAllBytes(file));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var key = VoteKey.Create();

        // Whole or not at all: half a key would stop every start after.
        var draft = file + ".new";
        var mode = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, mode))
        {
            stream.Write(key.ToPkcs8());
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file);
        return key;
    }
}
