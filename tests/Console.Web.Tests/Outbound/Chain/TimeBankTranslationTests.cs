using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>Events and errors of the contract in the ledger's terms, without a node.</summary>
public sealed class TimeBankTranslationTests
{
    private static readonly byte[] SettledData = AbiEncoder.Encode([.. new[] { "uint16", "uint8", "bytes32", "int64", "int64" }.Select(AbiType.Parse)], [90, 1, ChainVectors.Evidence, 90, -90]);

    [Fact]
    public void Read_LogOfAnEvent_IsItsFact()
    {
        var fact = TimeBankEvents.Read(Log(SettledData));

        Assert.Equal(new ServiceSettled(Id(ChainVectors.Record), Id(ChainVectors.Provider), Id(ChainVectors.Receiver), 90, ConfirmKind.Present, Id(ChainVectors.Evidence), 90, -90), fact);
    }

    // Data changed at any byte, or cut at any place: another fact, or a named fault.
    [Fact]
    public void Read_DamagedLog_IsAFactOrANamedFault()
    {
        for (var at = 0; at < SettledData.Length; at++)
        {
            var damaged = SettledData.ToArray();
            damaged[at] ^= 0xFF;
            var fact = Record.Exception(() => TimeBankEvents.Read(Log(damaged)));

            Assert.True(fact is null or NodeAnswerException, $"byte {at}: {fact}");
            Assert.Throws<NodeAnswerException>(() => TimeBankEvents.Read(Log(SettledData[..at])));
        }

        Assert.Throws<NodeAnswerException>(() => TimeBankEvents.Read(Log(SettledData) with { Topics = [new byte[32]] }));
        Assert.Throws<NodeAnswerException>(() => TimeBankEvents.Read(Log(SettledData) with { Topics = [] }));
    }

    [Fact]
    public void Read_ErrorsOfTheContract_AreProblemsWithTheirValues()
    {
        var account = ChainVectors.Receiver;

        Assert.Equal(new BelowFloor(Id(account), -700, -600), TimeBankReverts.Read(new AbiSignature("BelowFloor(bytes32,int64,int64)").Call(account, -700, -600)));
        Assert.Equal(
            new Unauthorized(TimeRole.Operator, new SignerId(ChainVectors.Dev.ToString())),
            TimeBankReverts.Read(new AbiSignature("Unauthorized(bytes32,address)").Call(Keccak256.Hash("OPERATOR"), ChainVectors.Dev)));
        Assert.Null(TimeBankReverts.Read([]));
        Assert.Null(TimeBankReverts.Read(new AbiSignature("Panic(uint256)").Call(17)));
        Assert.Null(TimeBankReverts.Read(new AbiSignature("BelowFloor(bytes32,int64,int64)").Selector));
    }

    [Theory]
    [InlineData("nonce too low: next nonce 5, tx nonce 4", SendOutcome.NonceUsed)]
    [InlineData("Nonce too low", SendOutcome.NonceUsed)]
    [InlineData("already known", SendOutcome.Taken)]
    [InlineData("transaction already imported", SendOutcome.Taken)]
    [InlineData("Known transaction", SendOutcome.Taken)]
    [InlineData("known transaction: 5c05", SendOutcome.Taken)]
    [InlineData("TxPoolAlreadyKnown", SendOutcome.Taken)]
    [InlineData("unknown transaction type", SendOutcome.Refused)]
    [InlineData("invalid nonce", SendOutcome.Refused)]
    [InlineData("insufficient funds for gas * price + value", SendOutcome.Refused)]
    [InlineData("replacement transaction underpriced", SendOutcome.Later)]
    [InlineData("txpool is full", SendOutcome.Later)]
    [InlineData("Too many requests", SendOutcome.Later)]
    public void Read_WordsOfNodes_AreTheirMeaning(string said, SendOutcome meaning) => Assert.Equal(meaning, SendRefusal.Read(-32000, said));

    [Fact]
    public void Read_TheNumberForALimit_IsLaterWhateverTheWords() => Assert.Equal(SendOutcome.Later, SendRefusal.Read(-32005, "no"));

    private static EvmLog Log(byte[] data) => new(
        ChainVectors.FirstContract,
        [TimeBankEvents.Topic<ServiceSettled>(), ChainVectors.Record, ChainVectors.Provider, ChainVectors.Receiver],
        data, 1, 0, new byte[32], new byte[32]);

    private static Id32 Id(byte[] bytes) => new(bytes);
}
