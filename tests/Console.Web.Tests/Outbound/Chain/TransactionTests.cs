using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

public sealed class TransactionTests
{
    private const ulong LocalChain = 31337;
    private readonly KeySigner _signer = new(ChainVectors.DevKey);

    [Fact]
    public async Task Sign_TransferOfOneWei_IsTheVector()
    {
        var to = EvmAddress.Parse("70997970C51812dc3A010C7d01b50e0d17dc79C8");
        var transaction = new FeeMarketTransaction(LocalChain, 1, ChainVectors.Gwei(1), ChainVectors.Gwei(3), 21000, to, 1, Array.Empty<byte>());

        var signed = await transaction.SignAsync(_signer, default);

        Assert.Equal(
            "02f86c827a6901843b9aca0084b2d05e008252089470997970c51812dc3a010c7d01b50e0d17dc79c80180c080a02a11a9c1f854f2fe892e6065991af9d715888ca3c6e16bbe1df0fccccff78599a003d05333d297e2d803237bf7e0b884d8832c512baf1f55bdefdb02d737a51cbf",
            ChainVectors.Hex(signed.Raw.Span));
    }

    // Made with ethers 6: r, and then s, begin with a zero byte, which RLP leaves out.
    [Theory]
    [InlineData(167, "02f864827a6981a780808252089470997970c51812dc3a010c7d01b50e0d17dc79c88080c0019f201c3c8b149a44d9ddb064665667500e8efccce31245cf6efe03b9a7bf39bfa05310112f727644af7d9bba215e3e2ada09d6a89439b05c003022a8da6bbc17b3")]
    [InlineData(77, "02f863827a694d80808252089470997970c51812dc3a010c7d01b50e0d17dc79c88080c001a04a5660aa137e6a664431062ee25016b38b1b6786143ad14989e80da0b06b2e2d9f237816400ceaa1f7ebc93e5863d918e740cfbe40541181683f2f01021692d6")]
    public async Task Sign_HalfThatBeginsWithZero_IsTheVector(ulong nonce, string raw)
    {
        var to = EvmAddress.Parse("70997970C51812dc3A010C7d01b50e0d17dc79C8");
        var transaction = new FeeMarketTransaction(LocalChain, nonce, 0, 0, 21000, to, 0, Array.Empty<byte>());

        Assert.Equal(raw, ChainVectors.Hex((await transaction.SignAsync(_signer, default)).Raw.Span));
    }

    // A device with the wrong key, or a broken one.
    [Fact]
    public async Task Sign_SignatureOfAnotherKey_IsRefused()
    {
        var transaction = new FeeMarketTransaction(LocalChain, 0, 0, 0, 21000, ChainVectors.FirstContract, 0, Array.Empty<byte>());

        await Assert.ThrowsAsync<SignerException>(async () => await transaction.SignAsync(new Impostor(), default));
    }

    private sealed class Impostor : ISigner
    {
        public EvmAddress Address => ChainVectors.Dev;

        public ValueTask<EvmSignature> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation) => new(EvmSignature.Sign(hash.Span, 7));
    }

    [Fact]
    public async Task Sign_CallOfFileService_IsTheVector()
    {
        var transaction = new FeeMarketTransaction(LocalChain, 0, 0, ChainVectors.Gwei(2), 300000, ChainVectors.FirstContract, 0, ChainVectors.FileService);

        var signed = await transaction.SignAsync(_signer, default);

        Assert.Equal("89ecc1be0c2bdd10801a4c514e6afc981b58c2789913e02c32924a677e3f93bb", ChainVectors.Hex(transaction.SigningHash()));
        Assert.Equal(1, (await _signer.SignAsync(transaction.SigningHash(), default)).YParity);
        Assert.Equal("7bec9868453d3a2c1420b3e383ac4e6c8d5bc4b32fc0e5aac78182d516bd9fd4", ChainVectors.Hex(signed.Hash.Span));
    }

    [Fact]
    public async Task Sign_LegacyCallOfSetMember_IsTheVector()
    {
        var transaction = new LegacyTransaction(LocalChain, 2, 0, 300000, ChainVectors.FirstContract, 0, ChainVectors.SetMember);

        var signed = await transaction.SignAsync(_signer, default);

        Assert.Equal("9e7849a950db92cb4efa4bda7f43f4ef9d22c2cb5bb44dee86d790346a19c249", ChainVectors.Hex(signed.Hash.Span));
    }
}
