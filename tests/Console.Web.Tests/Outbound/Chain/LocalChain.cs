using System.Diagnostics;
using System.Numerics;
using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Tests;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>A real node on this machine, in a process of its own, with the contract on it. Gas is free there, so signers need no coins.</summary>
internal sealed class LocalChain : IAsyncDisposable
{
    public const ulong ChainId = 20260;

    // Enough for traces and reorganisations; without a limit the node fills the home folder.
    private const string StatesKept = "200";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly bool _legacy;
    private readonly Dictionary<SignerId, ulong> _nonces = [];
    private readonly List<string> _bodies = [];

    private LocalChain(Process process, Uri url, bool legacy)
    {
        _process = process;
        _legacy = legacy;
        _http = new HttpClient(new Recorder(this)) { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        Rpc = new JsonRpc(_http, 1 << 30);
        Node = new EvmNode(Rpc);
        Keys = Enumerable.Range(0, 7).Select(KeyOf).ToDictionary(static k => new SignerId(k.Address.ToString()));
        var ids = Keys.Keys.ToArray();
        Signers = new RandomSigners(ids[0], ids[1], ids[2], ids[3], ids[4], ids[5], ids[6]);
    }

    /// <summary>Every byte that was sent to the node, while <see cref="Recording"/>.</summary>
    public IReadOnlyList<string> Bodies => _bodies;

    /// <summary>Whether what is sent is kept: a long run would fill the memory.</summary>
    public bool Recording { get; set; }

    public Uri Url => _http.BaseAddress!;

    public JsonRpc Rpc { get; }

    public EvmNode Node { get; }

    public IReadOnlyDictionary<SignerId, KeySigner> Keys { get; }

    public RandomSigners Signers { get; }

    public EvmAddress Contract { get; private set; }

    /// <summary>Called with each receipt that was waited for, while the node still has the state around it.</summary>
    public Func<EvmReceipt, Task> Seen { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The program, where npm brought it; null where it is not here.</summary>
    public static string? Program
    {
        get
        {
            var packages = Path.Combine(ContractFiles.Tools, "node_modules", "@foundry-rs");
            return Directory.Exists(packages) ? Directory.EnumerateFiles(packages, "anvil*", SearchOption.AllDirectories).FirstOrDefault(static f => Path.GetFileName(Path.GetDirectoryName(f)) == "bin") : null;
        }
    }

    /// <summary>The key of a signer by its number, for another process on the same chain.</summary>
    public static KeySigner KeyOf(int number) => new(Keccak256.Hash($"timebank:signer:{number}"));

    /// <summary>A new chain; blocks come with each transaction unless options say otherwise.</summary>
    public static async Task<LocalChain> StartAsync(params string[] options)
    {
        string[] always =
        [
            "--host", "127.0.0.1", "--port", "0", "--chain-id", $"{ChainId}", "--prune-history", StatesKept, "--base-fee", "0", "--gas-price", "0", "--order", "fifo",
            "--gas-limit", "1000000000", "--accounts", "1",
        ];
        var process = Process.Start(new ProcessStartInfo(Program!, [.. always, .. options]) { RedirectStandardOutput = true })!;
        var url = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("Listening on ", StringComparison.Ordinal) == true)
            {
                url.TrySetResult(new Uri("http://" + line.Data["Listening on ".Length..]));
            }
        };
        process.BeginOutputReadLine();
        try
        {
            return new LocalChain(process, await url.Task.WaitAsync(StartLimit), options.Contains("berlin"));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Puts the contract on the chain and gives the gas it took.</summary>
    public async Task<ulong> DeployAsync(CancellationToken cancellation = default)
    {
        byte[] code =
        [
            .. EvmHex.Bytes(File.ReadAllText(Path.Combine(ContractFiles.Contracts, "TimeBank.bin")).Trim()),
            .. AbiEncoder.Encode([AbiType.Parse("address")], [EvmAddress.Parse(Signers.Admin.Value)]),
        ];
        var receipt = await MinedAsync(await SendAsync(Signers.Admin, null, code, 5_000_000, cancellation), cancellation);
        Contract = receipt.Created!.Value;
        return receipt.GasUsed;
    }

    /// <summary>Sends a step with the signer's next nonce and gives the transaction's hash.</summary>
    public Task<byte[]> SendAsync(TimeBankStep step, SignerId by, CancellationToken cancellation = default) =>
        SendAsync(by, Contract, TimeBankCalls.Of(step), TimeBankCalls.Gas(step), cancellation);

    public async Task<byte[]> SendAsync(SignerId by, EvmAddress? to, byte[] data, ulong gas, CancellationToken cancellation, BigInteger value = default)
    {
        var nonce = _nonces.GetValueOrDefault(by);
        EvmTransaction transaction = _legacy
            ? new LegacyTransaction(ChainId, nonce, 0, gas, to, value, data)
            : new FeeMarketTransaction(ChainId, nonce, 0, 0, gas, to, value, data);
        var signed = await transaction.SignAsync(Keys[by], cancellation);
        await Node.SendAsync(signed, cancellation);
        _nonces[by] = nonce + 1;
        return signed.Hash.ToArray();
    }

    /// <summary>The receipt, once it is there.</summary>
    public async Task<EvmReceipt> MinedAsync(byte[] hash, CancellationToken cancellation = default)
    {
        EvmReceipt? receipt = null;
        await Eventually.HoldsAsync(async () => (receipt = await Node.ReceiptAsync(hash, cancellation)) is not null, "the transaction is in a block");
        await Seen(receipt!);
        return receipt!;
    }

    /// <summary>Why a transaction was refused, from the node's own trace.</summary>
    public async Task<TimeBankProblem?> ProblemAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation = default)
    {
        var trace = await Rpc.CallAsync("debug_traceTransaction", [EvmHex.Of(hash.Span), new { tracer = "callTracer" }], cancellation);
        return trace["output"] is { IsNull: false } output ? TimeBankReverts.Read(output.Bytes()) : null;
    }

    /// <summary>Seconds since 1970 of a block.</summary>
    public async Task<long> TimeAsync(ulong block, CancellationToken cancellation = default) =>
        (long)(await Rpc.CallAsync("eth_getBlockByNumber", [EvmHex.Quantity(block), false], cancellation))["timestamp"].Count();

    private sealed class Recorder(LocalChain chain) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (chain.Recording)
            {
                var text = $"{request.Method} {request.RequestUri} {request.Headers} {await request.Content!.ReadAsStringAsync(cancellationToken)}";
                lock (chain._bodies)
                {
                    chain._bodies.Add(text);
                }
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
