using CommunityConsole.Web.Outbound.Chain;
using CommunityConsole.Web.Tests.Outbound.Chain;

namespace CommunityConsole.Bench.TimeBank;

/// <summary>Calls that no client of ours sends: with coins, cut off, with values too large for their types, of functions that are not there.</summary>
internal sealed class CrookedCalls(LocalChain chain)
{
    private static readonly byte[] TooLarge = [.. Enumerable.Repeat((byte)0xFF, AbiEncoder.Word)];

    public async Task SendAsync()
    {
        await chain.Rpc.CallAsync("anvil_setBalance", [chain.Signers.Spare.Value, "0xde0b6b3a7640000"], default);
        await CallAsync([]);
        await CallAsync([1, 2]);
        for (var first = 0; first < 256; first += 5)
        {
            await CallAsync([(byte)first, 0xFF, 0xFF, 0xFF]); // between the selectors
        }

        foreach (var function in ContractFiles.Signatures("function"))
        {
            var words = Enumerable.Range(0, function.Types.Count).Select(static _ => new byte[AbiEncoder.Word]).ToArray();
            byte[] whole = [.. function.Selector, .. words.SelectMany(static w => w)];
            await CallAsync(whole);
            await CallAsync(whole, coins: 1);
            await CallAsync(function.Selector.ToArray());
            for (var at = 0; at < words.Length; at++)
            {
                var crooked = words.Select((word, i) => i == at ? TooLarge : word).SelectMany(static w => w);
                await CallAsync([.. function.Selector, .. crooked]);
            }
        }

        await ListsAsync(ContractFiles.Signatures("function").First(static f => f.Text.StartsWith("confirmMany", StringComparison.Ordinal)));
    }

    // Offsets and lengths of the two lists, each beyond the end, and beyond all numbers.
    private async Task ListsAsync(AbiSignature function)
    {
        foreach (var odd in new byte[][] { Word(96), Word(64), Word(1000), TooLarge })
        {
            await CallAsync([.. function.Selector, .. odd, .. Word(1), .. Word(128), .. Word(0), .. Word(0)]);
            await CallAsync([.. function.Selector, .. Word(96), .. Word(1), .. odd, .. Word(0), .. Word(0)]);
            await CallAsync([.. function.Selector, .. Word(96), .. Word(1), .. Word(128), .. odd, .. Word(0)]);
            await CallAsync([.. function.Selector, .. Word(96), .. Word(1), .. Word(128), .. Word(0), .. odd]);
        }
    }

    private async Task CallAsync(byte[] data, int coins = 0) =>
        await chain.MinedAsync(await chain.SendAsync(chain.Signers.Spare, chain.Contract, data, 500_000, default, coins));

    private static byte[] Word(int number) => Secp256k1.Bytes32(number);
}
