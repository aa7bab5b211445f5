using System.Runtime.CompilerServices;
using System.Text.Json;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>The committed files of the contract, and what npm brought to work with them.</summary>
internal static class ContractFiles
{
    /// <summary>The repository, found from where this file was compiled.</summary>
    public static string Root { get; } = Above(Here());

    public static string Contracts { get; } = Path.Combine(Root, "contracts");

    public static string Tools { get; } = Path.Combine(Root, "tools", "chain");

    /// <summary>Functions, events or errors of the ABI.</summary>
    public static IReadOnlyList<AbiSignature> Signatures(string kind)
    {
        using var abi = JsonDocument.Parse(File.ReadAllText(Path.Combine(Contracts, "TimeBank.abi.json")));
        return
        [
            .. from entry in abi.RootElement.EnumerateArray()
               where entry.GetProperty("type").GetString() == kind
               let types = entry.GetProperty("inputs").EnumerateArray().Select(static input => input.GetProperty("type").GetString())
               select new AbiSignature($"{entry.GetProperty("name").GetString()}({string.Join(',', types)})"),
        ];
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private static string Above(string path)
    {
        var folder = Directory.GetParent(path);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Console.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No Console.sln above the tests' sources.");
    }
}
