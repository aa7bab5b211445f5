using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>Opens the way to the chain of the settings.</summary>
internal sealed class ChainConnection(IOptions<ChainOptions> options, DevChain dev)
{
    private const string PasswordVariable = "Chain__Passwords__";

    /// <summary>The gateway; starts the local node where the settings ask for one.</summary>
    /// <exception cref="ChainSetupException">Something on this machine is missing; the sentence says what to do.</exception>
    public Task<IChainGateway> OpenAsync(CancellationToken cancellation) => options.Value.Mode == ChainMode.Dev ? dev.OpenAsync(cancellation) : Task.FromResult<IChainGateway>(Node(options.Value));

    private static EvmGateway Node(ChainOptions chain)
    {
        var description = new EvmChain(
            (ulong)chain.ChainId,
            new Id32(EvmHex.Bytes(chain.Genesis)),
            EvmAddress.Parse(chain.Contract),
            new Id32(EvmHex.Bytes(chain.CodeHash)),
            (ulong)chain.FirstBlock,
            new EvmFees(chain.Legacy, chain.Tip, chain.MaxFee),
            chain.Confirmations,
            chain.LogPage);
        var signers = chain.Keys.ToDictionary(static key => key.Key, static ISigner (key) => SignerOf(key.Key, key.Value));
        if (signers.TryGetValue(TimeRole.Operator, out var files) && signers.TryGetValue(TimeRole.Coordinator, out var confirms) && files.Address == confirms.Address)
        {
            throw new ChainSetupException(new("登记与确认不能用同一把密钥。", "Filing and confirming cannot be signed with one key."));
        }

        return new EvmGateway(new EvmNode(new JsonRpc(Client(new Uri(chain.Url), chain.Timeout))), description, signers);
    }

    /// <summary>A client for one node.</summary>
    public static HttpClient Client(Uri url, TimeSpan timeout) => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = url, Timeout = timeout };

    private static KeySigner SignerOf(TimeRole role, string file)
    {
        var password = Environment.GetEnvironmentVariable(PasswordVariable + role)
            ?? throw new ChainSetupException(new($"环境变量 {PasswordVariable}{role} 没有密码。", $"The environment has no password in {PasswordVariable}{role}."));
        try
        {
            return new KeySigner(Keystore.Open(File.ReadAllText(file), password));
        }
        catch (Exception fault) when (fault is KeystoreException or IOException or UnauthorizedAccessException)
        {
            throw new ChainSetupException(new($"{role} 的密钥文件打不开：{fault.Message}", $"The keystore of {role} does not open: {fault.Message}"), fault);
        }
    }
}
