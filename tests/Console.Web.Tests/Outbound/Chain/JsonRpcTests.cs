using System.Text;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

public sealed class JsonRpcTests : IAsyncLifetime, IDisposable
{
    private const string ReceiptJson = """
        {"transactionHash":"0x1111111111111111111111111111111111111111111111111111111111111111","status":"0x1","blockNumber":"0x10",
        "blockHash":"0x2222222222222222222222222222222222222222222222222222222222222222","gasUsed":"0x5208","contractAddress":null,
        "logs":[{"address":"0x5fbdb2315678afecb367f032d93f642f64180aa3","topics":["0x3333333333333333333333333333333333333333333333333333333333333333"],
        "data":"0x00ff","blockNumber":"0x10","logIndex":"0x0","blockHash":"0x2222222222222222222222222222222222222222222222222222222222222222",
        "transactionHash":"0x1111111111111111111111111111111111111111111111111111111111111111"}]}
        """;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private FakeNode _fake = null!;
    private EvmNode _node = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeNode.StartAsync();
        _http.BaseAddress = _fake.Url;
        _node = new EvmNode(new JsonRpc(_http, largestAnswer: 100_000));
    }

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Call_ProperAnswers_AreRead()
    {
        _fake.Answer = static (method, id) => FakeNode.Result(id, method == "eth_chainId" ? "\"0x4f24\"" : ReceiptJson);

        Assert.Equal(20260UL, await _node.ChainIdAsync(default));
        var receipt = await _node.ReceiptAsync(new byte[32], default);
        Assert.True(receipt!.Succeeded);
        Assert.Equal(21000UL, receipt.GasUsed);
        Assert.Equal(ChainVectors.FirstContract, Assert.Single(receipt.Logs).Contract);
    }

    [Fact]
    public async Task Call_Refused_CarriesCodeWordsAndTheContractsBytes()
    {
        string[] forms =
        [
            """{"code":3,"message":"execution reverted","data":"0x74ca9bd8"}""",
            """{"code":3,"message":"execution reverted","data":{"data":"0x74ca9bd8"}}""",
            """{"code":3,"message":"execution reverted","data":"Reverted 0x74ca9bd8"}""",
        ];
        foreach (var form in forms)
        {
            _fake.Answer = (_, id) => (200, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{{{form}}}}"""));

            var refusal = await Assert.ThrowsAsync<NodeRefusedException>(() => _node.CallAsync(null, ChainVectors.FirstContract, Array.Empty<byte>(), null, default));

            Assert.Equal(3, refusal.Code);
            Assert.Equal("execution reverted", refusal.Said);
            Assert.Equal("74ca9bd8", ChainVectors.Hex(refusal.Revert.Span));
        }
    }

    [Fact]
    public async Task Call_RefusedWithStatus400_IsStillARefusal()
    {
        _fake.Answer = static (_, id) => (400, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32600,"message":"no"}}"""));

        await Assert.ThrowsAsync<NodeRefusedException>(() => _node.ChainIdAsync(default));
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, "")]
    [InlineData(503, """{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"starting"}}""")]
    [InlineData(429, """{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"slow down"}}""")]
    public async Task Call_NoNodeBehindTheAddress_IsUnreachable(int status, string body)
    {
        _fake.Answer = (_, _) => (status, Encoding.UTF8.GetBytes(body));

        await Assert.ThrowsAsync<NodeUnreachableException>(() => _node.ChainIdAsync(default));
    }

    [Fact]
    public async Task Call_NobodyListens_IsUnreachable()
    {
        await _fake.DisposeAsync();

        var fault = await Assert.ThrowsAsync<NodeUnreachableException>(() => _node.ChainIdAsync(default));

        Assert.Contains("eth_chainId", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AnswerWithoutEnd_IsGivenUp()
    {
        _fake.Answer = static (_, id) => FakeNode.Result(id, "\"0x" + new string('0', 200_000) + "\"");

        await Assert.ThrowsAsync<NodeAnswerException>(() => _node.ChainIdAsync(default));
    }

    [Fact]
    public async Task Call_CallerGoes_EndsAtOnceAsCancelled()
    {
        using var gone = new CancellationTokenSource();
        _fake.Before = async stop =>
        {
            await gone.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _node.ChainIdAsync(gone.Token));
    }

    [Fact]
    public async Task Call_NodeSleeps_IsUnreachable()
    {
        using var hasty = new HttpClient { BaseAddress = _fake.Url, Timeout = TimeSpan.FromMilliseconds(100) };
        _fake.Before = static stop => Task.Delay(Timeout.Infinite, stop);

        await Assert.ThrowsAsync<NodeUnreachableException>(() => new EvmNode(new JsonRpc(hasty)).ChainIdAsync(default));
    }

    [Fact]
    public async Task Call_AnswerStallsInTheMiddle_IsUnreachable()
    {
        using var hasty = new HttpClient { BaseAddress = _fake.Url, Timeout = TimeSpan.FromMilliseconds(300) };
        _fake.Between = static stop => Task.Delay(Timeout.Infinite, stop);

        var call = new EvmNode(new JsonRpc(hasty)).ChainIdAsync(default);

        await Assert.ThrowsAsync<NodeUnreachableException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("""{"\ud800":1,"jsonrpc":"2.0","id":ID,"result":"0x1"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"error":{"\udc00":1,"code":-32000,"message":"no"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"error":{"code":-32000,"message":"no","data":{"\ud800\ud800":1}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"\ud800":1,"hash":"0x11"}}""")]
    public async Task Call_NamesThatAreNoText_AreANamedFault(string json)
    {
        _fake.Answer = (_, id) => (200, Encoding.UTF8.GetBytes(json.Replace("ID", $"{id}", StringComparison.Ordinal)));

        await Assert.ThrowsAnyAsync<ChainException>(() => _node.BlockHashAsync(0, default));
    }

    [Fact]
    public async Task Call_RefusedInAThousandWords_KeepsThreeHundredSigns()
    {
        var words = new string('a', 299) + "😀" + new string('b', 5000);
        _fake.Answer = (_, id) => (200, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-1,"message":"{{{words}}}"}}"""));

        var refusal = await Assert.ThrowsAsync<NodeRefusedException>(() => _node.ChainIdAsync(default));

        Assert.Equal(new string('a', 299), refusal.Said); // never half of a sign
    }

    [Fact]
    public async Task Send_AnotherHashComesBack_IsANamedFault()
    {
        _fake.Answer = static (_, id) => FakeNode.Result(id, $"\"{EvmHex.Of(new byte[32])}\"");

        await Assert.ThrowsAsync<NodeAnswerException>(() => _node.SendAsync(new SignedTransaction(new byte[] { 1 }, Keccak256.Hash([1])), default));
    }

    // A node, or a proxy before it, that gives more than was asked for and in no order.
    [Fact]
    public async Task Logs_OfOthersAndOutOfOrder_AreLeftOutAndSorted()
    {
        const string other = "0x000000000000000000000000000000000000dead";
        var ours = ChainVectors.FirstContract.ToString();
        _fake.Answer = (_, id) => FakeNode.Result(id, $"[{Log(ours, 5, 3)},{Log(ours, 4, 9)},{Log(other, 4, 1)},{Log(ours, 5, 2)}]");

        var logs = await _node.LogsAsync(ChainVectors.FirstContract, 0, 10, [], default);

        Assert.Equal([(4UL, 9UL), (5UL, 2UL), (5UL, 3UL)], logs.Select(static log => (log.Block, log.Index)));
    }

    // Two hundred thousand items of nonsense: the first one ends it.
    [Fact]
    public void Items_ALongListOfNonsense_AreReadOneByOne()
    {
        using var list = System.Text.Json.JsonDocument.Parse("[" + string.Join(',', Enumerable.Repeat("1", 200_000)) + "]");
        var taken = 0;

        Assert.Throws<NodeAnswerException>(() => new RpcResult("a call", list.RootElement).Items().Select(item =>
        {
            taken++;
            return item.Hash();
        }).ToList());
        Assert.Equal(1, taken);
    }

    // Whatever comes, a caller meets values or one of our faults, never an exception of a parser.
    [Fact]
    public async Task Call_DamagedAnswers_AreReadOrNamedFaults()
    {
        var chance = new Random(20260);
        var refused = 0;
        for (var round = 0; round < 600; round++)
        {
            _fake.Answer = (_, id) =>
            {
                var body = FakeNode.Result(id, ReceiptJson).Body;
                return (200, Damage(body, chance));
            };

            try
            {
                await _node.ReceiptAsync(new byte[32], default);
            }
            catch (ChainException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 300, 600);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1\"")]
    [InlineData("\"0x\"")]
    [InlineData("\"0x01\"")]
    [InlineData("\"0xg\"")]
    [InlineData("\"0x10000000000000000\"")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"\\ud800\"")]
    public async Task Count_NotANumberOfTheChain_NamesTheCall(string json)
    {
        _fake.Answer = (_, id) => FakeNode.Result(id, json);

        var fault = await Assert.ThrowsAsync<NodeAnswerException>(() => _node.HeightAsync(default));

        Assert.Contains("eth_blockNumber", fault.Message, StringComparison.Ordinal);
    }

    private static string Log(string contract, int block, int index) =>
        $$"""{"address":"{{contract}}","topics":[],"data":"0x","blockNumber":"0x{{block:x}}","logIndex":"0x{{index:x}}","blockHash":"{{EvmHex.Of(new byte[32])}}","transactionHash":"{{EvmHex.Of(new byte[32])}}"}""";

    private static byte[] Damage(byte[] body, Random chance)
    {
        var at = chance.Next(body.Length);
        switch (chance.Next(6))
        {
            case 0:
                return body[..at];
            case 1:
                body[at] = (byte)chance.Next(256);
                return body;
            case 2:
                return [.. body[..at], .. body[chance.Next(body.Length)..]];
            case 3:
                return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\"0x", chance.Next(2) == 0 ? "[\"0x" : "\"0y", StringComparison.Ordinal));
            case 4:
                string[] odd = ["null", "[]", "{}", "-1", "\"\"", "\"0x\"", "1e999", "\"\\ud800\"", "[[[[]]]]"];
                var parts = Encoding.UTF8.GetString(body).Split("\"0x");
                var chosen = chance.Next(1, parts.Length);
                var rest = parts[chosen];
                parts[chosen] = odd[chance.Next(odd.Length)] + rest[(rest.IndexOf('"', StringComparison.Ordinal) + 1)..];
                return Encoding.UTF8.GetBytes(string.Concat(parts.Select((part, i) => i == 0 || i == chosen ? part : "\"0x" + part)));
            default:
                var bytes = new byte[chance.Next(200)];
                chance.NextBytes(bytes);
                return bytes;
        }
    }
}
