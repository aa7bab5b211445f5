using System.Diagnostics;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>The contract's face is fixed: other programs know it by these numbers.</summary>
public sealed class ContractAbiTests
{
    private static readonly string[] Selectors =
    [
        "fileService d75c616c", "confirmService 734e4bbf", "confirmMany e01a51c1", "closeService d28abeff", "disputeService cc2aa8ca", "resolveDispute 5bd76391",
        "transferTime 67ce72a8", "donate a0d84bf0", "redeem 1f91e99d", "grant 780decb3", "setGuarantee c8b25bf1", "setMember 2d590d51", "closeMember efd457a2",
        "setService 86237d74", "setRole 6a951316", "pause 8456cb59", "unpause 3f4ba83a", "retire 184032c2", "anchor e63d43be", "totals c038a38e",
        "memberOf 283054d6", "recordOf d1c60a3a", "balanceOf 6c7f1542", "opUsed b14c74be",
    ];

    private static readonly string[] Topics =
    [
        "ServiceFiled 356a00c93551970c4197125d62db45baabda92f9a894a3235f12900b394d920e",
        "ServiceSettled fd1b5d10cb05b2802a57b4e48c9279a033ffc3cca9beb6a3260d1bf4edb7a75e",
        "ServiceClosed 21058071befe4c46e52411356eb93309e16e574247d1499bfd2fe14ff03ee36f",
        "ServiceDisputed ff4bd40d3498fa6179ed7a324dc651c7c135831d71e4f144f3f2fc5fbc342c5b",
        "TimeMoved 68bdd6301278e8ffa813ef0e675c57b547de19d75c55e6a2df7da04a6803041a",
        "MemberSet 478e4820e3d80181b5a70bc6c5d337656542eb5792142a5011047c0ae393fdd7",
        "GuaranteeSet 4bc4d6adf5b75bf3b89343455e9bbd4d5f091da6acf81b758ca7a32cbc0298da",
        "Anchored 047ae1cdca30d791d3ef89967fc37910d19a0e215f82bda8c844c90bc35ed3d5",
    ];

    private static readonly string[] Errors =
    [
        "AlreadyProcessed 1a20d3e6", "BelowFloor 9dd223cc", "BadState 18f97f53", "BadMember f457c4c3", "BadService 936a7c6d", "BadMinutes aac4735f",
        "SelfDealing 74ca9bd8", "Unauthorized 6f2ff527", "RoleConflict 987a2dcf", "GuaranteeExceeded f27d92f4", "ContractPaused ab35696f", "BadAnchor f8c45b38",
    ];

    [Fact]
    public void Functions_OfTheAbi_HaveTheFixedSelectors() =>
        Assert.Subset(Named("function", static f => ChainVectors.Hex(f.Selector)), Selectors.ToHashSet());

    [Fact]
    public void Events_OfTheAbi_HaveTheFixedTopics()
    {
        Assert.Subset(Named("event", static e => ChainVectors.Hex(e.Topic)), Topics.ToHashSet());
        string[] more =
        [
            "ServiceTypeSet(uint16,bool,uint16,uint16,uint16,bytes32)", "RoleSet(bytes32,address,bool)", "PausedSet(bool,address)", "Retired(address,bytes32)",
        ];
        Assert.Subset(ContractFiles.Signatures("event").Select(static e => e.Text).ToHashSet(), more.ToHashSet());
    }

    [Fact]
    public void Errors_OfTheAbi_AreTheFixedOnes() =>
        Assert.Equal(Errors.Order(), Named("error", static e => ChainVectors.Hex(e.Selector)).Order());

    [Fact]
    public void Pool_OfTheRules_IsTheHashOfItsName() => Assert.Equal(new Id32(Keccak256.Hash("timebank.pool")), TimeBankLimits.Pool);

    [Fact]
    public void ByteCode_Committed_FitsTheChain()
    {
        var code = EvmHex.Bytes(File.ReadAllText(Path.Combine(ContractFiles.Contracts, "TimeBank.bin")).Trim());

        Assert.InRange(code.Length, 1, 24_576);
    }

    // Skipped where the compiler is not here: the other tests hold without npm.
    [ChainToolFact("solc")]
    public async Task Files_Committed_AreWhatTheSourceCompilesTo()
    {
        var folder = Directory.CreateTempSubdirectory("contract-");
        using var compiling = Process.Start(new ProcessStartInfo("node", [Path.Combine(ContractFiles.Tools, "compile.mjs"), "--out", folder.FullName]) { RedirectStandardError = true })!;
        var said = await compiling.StandardError.ReadToEndAsync();
        await compiling.WaitForExitAsync();

        Assert.True(compiling.ExitCode == 0, said);
        foreach (var name in new[] { "TimeBank.abi.json", "TimeBank.bin" })
        {
            Assert.Equal(File.ReadAllText(Path.Combine(ContractFiles.Contracts, name)), File.ReadAllText(Path.Combine(folder.FullName, name)));
        }

        folder.Delete(recursive: true);
    }

    private static HashSet<string> Named(string kind, Func<AbiSignature, string> number) =>
        [.. ContractFiles.Signatures(kind).Select(s => $"{s.Text[..s.Text.IndexOf('(', StringComparison.Ordinal)]} {number(s)}")];
}
