using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>What a transaction asks for. How its fee is written is its kind.</summary>
/// <param name="ChainId">The chain on which alone it is good.</param>
/// <param name="Nonce">How many the sender sent before it.</param>
/// <param name="Gas">The most gas it may burn.</param>
/// <param name="To">The receiver; null creates a contract.</param>
/// <param name="Value">Coins sent along, in wei.</param>
/// <param name="Data">The call, or the code of a new contract.</param>
internal abstract record EvmTransaction(ulong ChainId, ulong Nonce, ulong Gas, EvmAddress? To, BigInteger Value, ReadOnlyMemory<byte> Data)
{
    /// <summary>The hash that its sender signs.</summary>
    public byte[] SigningHash() => Keccak256.Hash(Unsigned());

    /// <summary>Signs it.</summary>
    /// <exception cref="SignerException">The signature is another's: it would spend another's number, or none.</exception>
    public async ValueTask<SignedTransaction> SignAsync(ISigner signer, CancellationToken cancellation)
    {
        var hash = SigningHash();
        var signature = await signer.SignAsync(hash, cancellation);
        if (signature.Recover(hash) != signer.Address)
        {
            throw new SignerException($"The signer of {signer.Address} gave a signature that is not its own.");
        }

        var raw = Signed(signature);
        return new SignedTransaction(raw, Keccak256.Hash(raw));
    }

    /// <summary>The bytes before signing.</summary>
    protected abstract byte[] Unsigned();

    /// <summary>The bytes after signing.</summary>
    protected abstract byte[] Signed(EvmSignature signature);

    /// <summary>Receiver, coins and call, which all kinds write alike.</summary>
    protected IEnumerable<RlpItem> Call() => [RlpItem.Bytes(To is { } to ? to.ToBytes() : []), RlpItem.Number(Value), RlpItem.Bytes(Data.Span)];
}
