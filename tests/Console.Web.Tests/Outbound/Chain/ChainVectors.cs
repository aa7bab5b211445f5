using System.Numerics;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>Values that several vectors share; the results beside them were made with other people's programs.</summary>
internal static class ChainVectors
{
    public static readonly byte[] Record = Keccak256.Hash("demo:record:1");
    public static readonly byte[] Provider = Keccak256.Hash("demo:provider");
    public static readonly byte[] Receiver = Keccak256.Hash("demo:receiver");
    public static readonly byte[] Evidence = Keccak256.Hash("demo:evidence");

    /// <summary>The first key of every local development chain: public, worth nothing.</summary>
    public static readonly byte[] DevKey = Convert.FromHexString("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    public static readonly EvmAddress Dev = EvmAddress.Parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    public static readonly EvmAddress FirstContract = EvmAddress.Parse("0x5FbDB2315678afecb367f032d93F642f64180aa3");

    public static byte[] FileService { get; } = new AbiSignature("fileService(bytes32,bytes32,bytes32,uint16,uint16,uint40,bytes32)")
        .Call(Record, Provider, Receiver, 1, 90, 1767225600, Evidence);

    public static byte[] SetMember { get; } = new AbiSignature("setMember(bytes32,uint8,int64)").Call(Receiver, 1, -600);

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    public static BigInteger Gwei(double amount) => new(amount * 1e9);
}
