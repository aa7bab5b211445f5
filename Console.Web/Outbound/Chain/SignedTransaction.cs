namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>A transaction as it is sent, and the hash by which it is found again. The same bytes may be sent any number of times.</summary>
internal sealed record SignedTransaction(ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Hash);
