using System.ComponentModel.DataAnnotations;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>Whether a chain witnesses the time bank.</summary>
public enum ChainMode
{
    /// <summary>None. Steps are kept, and go out once there is one.</summary>
    Off,

    /// <summary>A node of its own on this machine, for trying out.</summary>
    Dev,

    /// <summary>The node of the settings.</summary>
    Node,
}

/// <summary>Section <c>Chain</c>: which chain and contract, who signs, when anchors are made.</summary>
public sealed class ChainOptions : IValidatableObject
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Chain";

    /// <summary>Off, Dev or Node.</summary>
    public ChainMode Mode { get; set; } = ChainMode.Off;

    /// <summary>The node's JSON-RPC address.</summary>
    public string Url { get; set; } = "";

    /// <summary>The chain's number.</summary>
    public long ChainId { get; set; }

    /// <summary>The hash of its block 0, 64 digits.</summary>
    public string Genesis { get; set; } = "";

    /// <summary>Where the contract stands.</summary>
    public string Contract { get; set; } = "";

    /// <summary>Keccak-256 of the code there, 64 digits.</summary>
    public string CodeHash { get; set; } = "";

    /// <summary>The contract's own block.</summary>
    [Range(0, long.MaxValue)]
    public long FirstBlock { get; set; }

    /// <summary>Blocks on top of a step before it counts: 0 where a block is final at once, more than any reorganisation elsewhere.</summary>
    [Range(0, 10_000)]
    public int Confirmations { get; set; }

    /// <summary>Transactions with one gas price, for chains without a base fee.</summary>
    public bool Legacy { get; set; }

    /// <summary>What is offered to who makes the block, in wei.</summary>
    [Range(0, long.MaxValue)]
    public long Tip { get; set; }

    /// <summary>The most that is paid for a unit of gas, in wei; with <see cref="Legacy"/> the price.</summary>
    [Range(0, long.MaxValue)]
    public long MaxFee { get; set; }

    /// <summary>How long a call to the node may take, answer included.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most blocks whose events are asked for at once.</summary>
    [Range(1, 1_000_000)]
    public int LogPage { get; set; } = EvmChain.UsualPage;

    /// <summary>The keystore file of each role. Its password comes from the environment only: <c>Chain__Passwords__Operator</c>.</summary>
    public Dictionary<TimeRole, string> Keys { get; } = [];

    /// <summary>An anchor is made after so many rows of the ledger,</summary>
    [Range(1, 1_000_000)]
    public int AnchorRows { get; set; } = 100;

    /// <summary>or after so long, if there is any new row.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan AnchorAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often ledger and chain are compared whole.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan CompareEvery { get; set; } = TimeSpan.FromHours(6);

    /// <summary>The local node's program; empty where <c>build/chain-tools.sh</c> brought it.</summary>
    public string Anvil { get; set; } = "";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode != ChainMode.Node)
        {
            yield break;
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            yield return new ValidationResult("An http or https address is needed.", [nameof(Url)]);
        }

        if (ChainId <= 0)
        {
            yield return new ValidationResult("The chain's number is needed.", [nameof(ChainId)]);
        }

        if (!EvmAddress.TryParse(Contract, out _))
        {
            yield return new ValidationResult("Not an address: 40 hexadecimal digits, mixed case only with its checksum.", [nameof(Contract)]);
        }

        foreach (var (name, value) in new[] { (nameof(Genesis), Genesis), (nameof(CodeHash), CodeHash) })
        {
            if (!EvmHex.TryBytes(value, out var bytes) || bytes.Length != Id32.Length)
            {
                yield return new ValidationResult("64 hexadecimal digits are needed.", [name]);
            }
        }

        if (MaxFee < Tip)
        {
            yield return new ValidationResult("Less than the tip.", [nameof(MaxFee)]);
        }

        foreach (var (role, _) in Keys.Where(static key => !File.Exists(key.Value)))
        {
            yield return new ValidationResult("There is no such file.", [$"{nameof(Keys)}:{role}"]);
        }
    }
}
