namespace CommunityConsole.Web.Storage;

/// <summary>Small files with secrets beside the data, made at the first start, which only the program's account can read.</summary>
internal static class PrivateFile
{
    /// <summary>What is in the file; made first where it is missing.</summary>
    public static byte[] Open(string file, Func<byte[]> make)
    {
        if (File.Exists(file))
        {
            return File.ReadAllBytes(file);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var content = make();

        // Whole or not at all: half a secret would stop every start after.
        var draft = file + ".new";
        var mode = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, mode))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file);
        return content;
    }
}
