using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.Photos;

/// <summary>Where the tool lies, and what it lacks. Looked up each time: whoever puts it there need not start the program again.</summary>
internal sealed class PhotoTool(IOptions<PhotosOptions> options)
{
    private const string Script = "shrink.mjs";

    /// <summary>Its folder; where none is found, the one in which it should be.</summary>
    public string Folder { get; } = options.Value.Tool.Length > 0 ? Path.GetFullPath(options.Value.Tool) : Found() ?? Beside(AppContext.BaseDirectory);

    /// <summary>The program to start.</summary>
    public string Node => options.Value.Node;

    /// <summary>The script to start it with.</summary>
    public string ScriptPath => Path.Combine(Folder, Script);

    /// <summary>What to do so that photos can be taken; null when everything seems to be there.</summary>
    public Sentence? Missing =>
        !File.Exists(ScriptPath) ? NoFolder
        : !Directory.Exists(Path.Combine(Folder, "node_modules", "sharp")) ? NoPackages
        : !OnSearchPath(Node) ? NoNode
        : null;

    /// <summary>The packages are not there, or not for this machine.</summary>
    public Sentence NoPackages => new(
        $"在 {Folder} 中运行 npm ci --ignore-scripts（不必重启）。", $"run npm ci --ignore-scripts in {Folder} (no restart needed).");

    /// <summary>There is no Node.js.</summary>
    public Sentence NoNode => new(
        $"找不到 Node.js（{Node}）：请安装 20.9 以上版本，或设置 Photos:Node。", $"Node.js ({Node}) was not found: install 20.9 or newer, or set Photos:Node.");

    private Sentence NoFolder => new(
        $"{Folder} 中没有 {Script}：请设置 Photos:Tool。", $"there is no {Script} in {Folder}: set Photos:Tool.");

    // A published program has it beside itself; an unpublished one lies some folders down in the repository.
    private static string? Found()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(Beside(folder.FullName), Script)))
            {
                return Beside(folder.FullName);
            }
        }

        return null;
    }

    private static string Beside(string folder) => Path.Combine(folder, "tools", "photos");

    private static bool OnSearchPath(string program) => Path.IsPathRooted(program)
        ? File.Exists(program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
