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
