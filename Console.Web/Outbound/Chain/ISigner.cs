namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Signs for one address. The key may lie in this process, or in a device that never lets it out.</summary>
internal interface ISigner
{
    /// <summary>For whom it signs.</summary>
    EvmAddress Address { get; }

    /// <summary>Signs a hash of 32 bytes.</summary>
    ValueTask<EvmSignature> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation);
}
