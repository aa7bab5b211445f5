using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Outbound.Chain;
using CommunityConsole.Web.Storage;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>
/// A chain of its own on this machine, for trying out: a local node whose state lies in the data directory, with the contract on it
/// and the roles given. Its keys are no secret; nothing of it leaves the machine.
/// </summary>
internal sealed partial class DevChain(IOptions<ChainOptions> options, IOptions<DataOptions> data, TimeProvider time, ILogger<DevChain> log) : IAsyncDisposable
{
    /// <summary>The local chain's number.</summary>
    public const ulong Number = 20260;

    private const string Folder = "chain";
    private const string Listening = "Listening on ";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly AbiSignature HasRole = new("hasRole(bytes32,address)");

    private Process? _process;
    private HttpClient? _http;

    /// <summary>Where it listens, once it does.</summary>
    public Uri? Url => _http?.BaseAddress;

    /// <summary>Starts the node where it does not run, sees to contract and roles, and gives the way there.</summary>
    public async Task<IChainGateway> OpenAsync(CancellationToken cancellation)
    {
        await DisposeAsync();
        var url = await StartAsync(cancellation);
        _http = ChainConnection.Client(url, options.Value.Timeout);
        var rpc = new JsonRpc(_http);
        var node = new EvmNode(rpc);

        // The first block's time is fixed so that its hash is; what comes after has today's.
        await SetClockAsync(rpc, cancellation);
        var deployer = KeyOf("deployer");
        var contract = await DeployAsync(node, deployer, cancellation);
        var signers = Enum.GetValues<TimeRole>().ToDictionary(static role => role, static ISigner (role) => KeyOf($"{role}"));
        foreach (var (role, signer) in signers)
        {
            await GrantAsync(node, deployer, contract, role, signer.Address, cancellation);
        }

        var chain = new EvmChain(
            Number, new Id32((await node.BlockHashAsync(0, cancellation))!), contract, new Id32(Keccak256.Hash(await node.CodeAsync(contract, cancellation))), 0, EvmFees.Free, options.Value.Confirmations, options.Value.LogPage);
        LogReady(url, contract);
        return new EvmGateway(node, chain, signers);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        _http = null;
        if (_process is { } process)
        {
            _process = null;
            Stop(process);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>The key of that name on the local chain; everybody knows it.</summary>
    internal static KeySigner KeyOf(string name) => new(Keccak256.Hash($"timebank:dev:{name}"));

    private async Task<Uri> StartAsync(CancellationToken cancellation)
    {
        var program = Program() ?? throw new ChainSetupException(new(
            "找不到本地链程序：先运行 build/chain-tools.sh，或设置 Chain:Anvil。", "The local chain's program is not here: run build/chain-tools.sh first, or set Chain:Anvil."));
        var folder = Directory.CreateDirectory(data.Value.File(Folder)).FullName;
        EndLeftOver(Path.Combine(folder, "pid"));
        string[] arguments =
        [
            "--host", "127.0.0.1", "--port", "0", "--chain-id", $"{Number}", "--prune-history", "200", "--base-fee", "0", "--gas-price", "0", "--order", "fifo",
            "--gas-limit", "1000000000", "--accounts", "1", "--timestamp", "1767225600", "--state", Path.Combine(folder, "state.json"), "--state-interval", "5",
        ];
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = folder })!;
        await File.WriteAllTextAsync(Path.Combine(folder, "pid"), _process.Id.ToString(CultureInfo.InvariantCulture), cancellation);
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => listening.TrySetException(new ChainSetupException(new("本地链没有启动起来。", "The local chain did not come up.")));
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Listening, StringComparison.Ordinal) == true)
            {
                listening.TrySetResult(new Uri("http://" + line.Data[Listening.Length..]));
            }
        };
        _process.BeginOutputReadLine();
        return await listening.Task.WaitAsync(Limit, cancellation);
    }

    private string? Program()
    {
        if (options.Value.Anvil.Length > 0)
        {
            return File.Exists(options.Value.Anvil) ? options.Value.Anvil : null;
        }

        return new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }.SelectMany(Above)
            .Select(static folder => Path.Combine(folder, "tools", "chain", "node_modules", "@foundry-rs"))
            .Where(Directory.Exists)
            .SelectMany(static packages => Directory.EnumerateFiles(packages, "anvil*", SearchOption.AllDirectories))
            .FirstOrDefault(static file => Path.GetFileName(Path.GetDirectoryName(file)) == "bin");
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    // A console that was killed leaves its node behind, and two nodes on one state would spoil it.
    private static void EndLeftOver(string file)
    {
        if (!File.Exists(file) || !int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var id))
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            if (process.ProcessName.StartsWith("anvil", StringComparison.Ordinal))
            {
                process.Kill();
                process.WaitForExit();
            }
        }
        catch (ArgumentException)
        {
            // it is gone
        }
    }

    // Asked politely it writes its state; killed it would lose the last seconds, which the outbox sends again.
    private static void Stop(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            kill.WaitForExit();
            if (process.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                return;
            }
        }

        process.Kill();
    }

    private async Task SetClockAsync(JsonRpc rpc, CancellationToken cancellation)
    {
        try
        {
            await rpc.CallAsync("evm_setTime", [time.GetUtcNow().ToUnixTimeSeconds()], cancellation);
        }
        catch (NodeRefusedException)
        {
            // its last block is from a faster clock; it goes on from there
        }
    }

    private async Task<EvmAddress> DeployAsync(EvmNode node, KeySigner deployer, CancellationToken cancellation)
    {
        var contract = EvmAddress.OfContract(deployer.Address, 0);
        if ((await node.CodeAsync(contract, cancellation)).Length == 0)
        {
            byte[] code = [.. EvmHex.Bytes(CreationCode()), .. AbiEncoder.Encode([AbiType.Parse("address")], [deployer.Address])];
            await TakeAsync(node, deployer, null, code, 5_000_000, cancellation);
        }

        return contract;
    }

    private async Task GrantAsync(EvmNode node, KeySigner deployer, EvmAddress contract, TimeRole role, EvmAddress who, CancellationToken cancellation)
    {
        var held = await node.CallAsync(null, contract, HasRole.Call(TimeBankRoles.Name(role), who), null, cancellation);
        if (!(bool)AbiDecoder.Decode([AbiType.Parse("bool")], held)[0])
        {
            await TakeAsync(node, deployer, contract, TimeBankCalls.Of(new SetRole(role, new SignerId(who.ToString()), true)), 300_000, cancellation);
        }
    }

    private async Task TakeAsync(EvmNode node, KeySigner signer, EvmAddress? to, byte[] data, ulong gas, CancellationToken cancellation)
    {
        var signed = await new FeeMarketTransaction(Number, await node.NonceAsync(signer.Address, cancellation), 0, 0, gas, to, 0, data).SignAsync(signer, cancellation);
        await node.SendAsync(signed, cancellation);
        await foreach (var _ in Ticks.EveryAsync(TimeSpan.FromMilliseconds(50), time, cancellation))
        {
            if (await node.ReceiptAsync(signed.Hash, cancellation) is { } receipt)
            {
                if (!receipt.Succeeded)
                {
                    throw new ChainSetupException(new("本地链拒绝了合约或角色；删除数据目录中的 chain 文件夹后重试。", "The local chain refused the contract or a role; remove the folder chain in the data directory and try again."));
                }

                return;
            }
        }
    }

    private static string CreationCode()
    {
        using var stream = typeof(DevChain).Assembly.GetManifestResourceStream("TimeBank.bin")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }

    [LoggerMessage(LogLevel.Information, "The local chain listens on {Url}, the time bank's contract stands at {Contract}")]
    private partial void LogReady(Uri url, EvmAddress contract);
}
