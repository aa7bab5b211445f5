using System.Buffers.Binary;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Tests.Outbound.Chain;

namespace CommunityConsole.Bench.TimeBank;

/// <summary>What the common steps cost, each between accounts that traded before, against the limits they must keep.</summary>
internal static class GasTable
{
    private static int _made;

    /// <summary>Prints the table; false where something costs too much.</summary>
    public static async Task<bool> PrintAsync()
    {
        var kept = true;
        void Print(string what, ulong measured, ulong limit)
        {
            kept &= measured <= limit;
            Console.WriteLine($"{what,-18} {measured,9} of {limit,9}{(measured > limit ? "  TOO MUCH" : "")}");
        }

        await using var chain = await LocalChain.StartAsync();
        Print("deploy", await chain.DeployAsync(), 3_500_000);
        var s = chain.Signers;
        await GasAsync(chain, new SetRole(TimeRole.Operator, s.Operator, true), s.Admin);
        await GasAsync(chain, new SetRole(TimeRole.Coordinator, s.Coordinator, true), s.Admin);
        await GasAsync(chain, new SetRole(TimeRole.Endorser, s.Endorser, true), s.Admin);
        await GasAsync(chain, new SetRole(TimeRole.Anchorer, s.Anchorer, true), s.Admin);
        await GasAsync(chain, new SetService(1, true, 1, 240, 10000, Id()), s.Admin);
        await GasAsync(chain, new SetGuarantee(Id(), 10_000, Id()), s.Endorser);
        var (anna, bert) = (Id(), Id());
        await GasAsync(chain, new SetMember(anna, MemberStatus.Active, -6000), s.Endorser);
        await GasAsync(chain, new SetMember(bert, MemberStatus.Active, -6000), s.Endorser);

        var first = Id();
        Print("file", await GasAsync(chain, File(first, anna, bert), s.Operator), 115_000);
        Print("confirm", await GasAsync(chain, new ConfirmService(first, ConfirmKind.Present, Id()), s.Coordinator), 55_000);
        var ten = Enumerable.Range(0, 10).Select(static _ => Id()).ToArray();
        foreach (var record in ten)
        {
            await GasAsync(chain, File(record, anna, bert), s.Operator);
        }

        Print("batch of 10, each", await GasAsync(chain, new ConfirmMany([.. ten], ConfirmKind.Present, [.. ten]), s.Coordinator) / 10, 25_000);
        foreach (var repeat in new[] { "first ", "" })
        {
            Print(repeat + "transfer", await GasAsync(chain, new TransferTime(Id(), anna, bert, 10, Id()), s.Operator), 85_000);
            Print(repeat + "redeem", await GasAsync(chain, new RedeemTime(Id(), anna, 10, Id()), s.Operator), 85_000);
            Print(repeat + "donate", await GasAsync(chain, new DonateTime(Id(), anna, 10, Id()), s.Operator), 85_000);
            Print(repeat + "grant", await GasAsync(chain, new GrantTime(Id(), anna, 10, Id()), s.Endorser), 85_000);
        }

        Print("first anchor", await GasAsync(chain, new AnchorLedger(1, 10, Id(), Id()), s.Anchorer), 55_000);
        Print("anchor", await GasAsync(chain, new AnchorLedger(11, 20, Id(), Id()), s.Anchorer), 55_000);
        Print("code, bytes", (ulong)(await chain.Node.CodeAsync(chain.Contract, default)).Length, 24_576);
        return kept;
    }

    private static FileService File(Id32 record, Id32 provider, Id32 receiver) => new(record, provider, receiver, 1, 90, 1767225600, Id());

    private static async Task<ulong> GasAsync(LocalChain chain, TimeBankStep step, SignerId by)
    {
        var receipt = await chain.MinedAsync(await chain.SendAsync(step, by));
        return receipt.Succeeded ? receipt.GasUsed : throw new InvalidOperationException($"{step}: {await chain.ProblemAsync(receipt.Transaction)}");
    }

    // Full of digits that are not zero, as hashes are: zeros are cheaper.
    private static Id32 Id()
    {
        var bytes = new byte[Id32.Length];
        Array.Fill(bytes, (byte)0xA5);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(28), ++_made);
        return new Id32(bytes);
    }
}
