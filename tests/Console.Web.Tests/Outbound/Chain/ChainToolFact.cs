namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>A test that needs a tool from npm; skipped with the reason where it is not here.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChainToolFactAttribute : FactAttribute
{
    public ChainToolFactAttribute(string tool)
    {
        // npm may have brought the package and not the program of this platform.
        if (!Directory.Exists(Path.Combine(ContractFiles.Tools, "node_modules", tool)) || (tool == "@foundry-rs" && LocalChain.Program is null))
        {
            Skip = $"{tool} is not here; build/chain-tools.sh brings it.";
        }
    }
}
