using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;
using CommunityConsole.Web.Outbound.TimeBank;
using CommunityConsole.Web.Storage.TimeBank;
using CommunityConsole.Web.Tests.Outbound.Chain;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityConsole.Bench.TimeBank;

/// <summary>How many steps a second the outbox brings to a real node (a block every 0.25 s), in a process of its own that is killed on the way; at the end each step must be there once.</summary>
internal static class OutboxScenario
{
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(2);

    // Started as dotnet Console.Bench.dll, or as a program of its own.
    private static string[] Self => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(OutboxScenario).Assembly.Location] : [];

    /// <summary>Arguments: steps (10000), kills (0).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["worker", var path, var url, var address])
        {
            return await WorkAsync(path, new Uri(url), EvmAddress.Parse(address));
        }

        var steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var kills = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
        var folder = Directory.CreateTempSubdirectory("outbox-").FullName;
        var file = Path.Combine(folder, "timebank.db");
        try
        {
            await using var chain = await LocalChain.StartAsync("--block-time", "0.25");
            await chain.DeployAsync();
            var s = chain.Signers;
            foreach (var (role, who) in new[] { (TimeRole.Operator, s.Operator), (TimeRole.Endorser, s.Endorser), (TimeRole.Anchorer, s.Anchorer) })
            {
                await chain.MinedAsync(await chain.SendAsync(new SetRole(role, who, true), s.Admin));
            }


            Fill(file, steps);
            Console.WriteLine($"{steps} steps in the outbox, {kills} kills");
            var watch = Stopwatch.StartNew();
            var left = kills;
            while (true)
            {
                using var worker = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self, "timebank-outbox", "worker", file, chain.Url.ToString(), chain.Contract.ToString()]))!;
                if (left-- > 0)
                {
                    await Task.Delay(BetweenKills + TimeSpan.FromMilliseconds(Random.Shared.Next(2000)));
                    worker.Kill();
                    await worker.WaitForExitAsync();
                    continue;
                }

                await worker.WaitForExitAsync();
                break;
            }

            using var store = new OutboxStore(file);
            var counts = store.Counts();
            var facts = (await Gateway(chain.Node, await DescribeAsync(chain.Node, chain.Contract)).FactsAsync(0, (long)await chain.Node.HeightAsync(default), default)).Select(static f => f.Fact).Where(static f => f is not RoleSet).ToList();
            var once = facts.Count == steps && facts.Distinct().Count() == steps;
            Console.WriteLine($"confirmed {counts.Of(OutboxState.Confirmed)}, to look at {counts.Troubled}, {watch.Elapsed.TotalSeconds:0.0} s in all; each on the chain once: {once}");
            return once && counts.Of(OutboxState.Confirmed) == steps ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> WorkAsync(string file, Uri url, EvmAddress contract)
    {
        using var http = ChainConnection.Client(url, TimeSpan.FromSeconds(30));
        var node = new EvmNode(new JsonRpc(http));
        using var store = new OutboxStore(file);
        var sender = new OutboxSender(Gateway(node, await DescribeAsync(node, contract)), store, TimeProvider.System, NullLogger<OutboxSender>.Instance);
        var watch = Stopwatch.StartNew();
        var before = store.Counts().Of(OutboxState.Confirmed);
        while (store.Counts().Waiting > 0)
        {
            if (!await sender.RoundAsync(default))
            {
                await Task.Delay(10);
            }
        }

        var done = store.Counts().Of(OutboxState.Confirmed) - before;
        Console.WriteLine($"this worker confirmed {done} in {watch.Elapsed.TotalSeconds:0.0} s, {done / watch.Elapsed.TotalSeconds:0} a second");
        return 0;
    }

    // Three signers whose steps do not depend on each other: members, services between the first two, anchors.
    private static void Fill(string file, int steps)
    {
        using (new OutboxStore(file))
        {
            // the tables
        }

        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        db.Open();
        using var transaction = db.BeginTransaction();
        for (var step = 0; step < steps; step++)
        {
            var (role, asked) = step switch
            {
                0 => (TimeRole.Admin, new SetService(1, true, 1, 240, 10000, Id(1))),
                1 or 2 => (TimeRole.Endorser, new SetMember(Id(step), MemberStatus.Active, -600)),
                _ when step % 3 == 0 => (TimeRole.Endorser, new SetMember(Id(step), MemberStatus.Active, 0)),
                _ when step % 3 == 1 => (TimeRole.Operator, new FileService(Id(step), Id(1), Id(2), 1, 60, 0, Id(step))),
                _ => (TimeRole.Anchorer, (TimeBankStep)new AnchorLedger((step / 3 * 10) - 9, step / 3 * 10, Id(step), Id(step))),
            };
            OutboxRows.Add(db, transaction, DateTimeOffset.UtcNow, role, asked);
        }

        transaction.Commit();
    }

    private static EvmGateway Gateway(EvmNode node, EvmChain chain) => new(node, chain, new Dictionary<TimeRole, ISigner>
    {
        [TimeRole.Admin] = LocalChain.KeyOf(0),
        [TimeRole.Operator] = LocalChain.KeyOf(1),
        [TimeRole.Endorser] = LocalChain.KeyOf(3),
        [TimeRole.Anchorer] = LocalChain.KeyOf(5),
    });

    private static async Task<EvmChain> DescribeAsync(EvmNode node, EvmAddress contract) => new(
        LocalChain.ChainId, new Id32((await node.BlockHashAsync(0, default))!), contract, new Id32(Keccak256.Hash(await node.CodeAsync(contract, default))), 0, EvmFees.Free, 0);

    private static Id32 Id(int number)
    {
        var bytes = new byte[Id32.Length];
        Array.Fill(bytes, (byte)0xA5);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(28), number);
        return new Id32(bytes);
    }
}
