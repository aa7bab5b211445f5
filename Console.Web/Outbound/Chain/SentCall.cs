namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>What a transaction asked a contract, as the node remembers it.</summary>
internal sealed record SentCall(EvmAddress From, ReadOnlyMemory<byte> Data);
