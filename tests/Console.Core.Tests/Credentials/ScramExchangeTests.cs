using System.Text;
using CommunityConsole.Core.Credentials;

namespace CommunityConsole.Core.Tests.Credentials;

/// <summary>SCRAM-SHA-256 against the exchange of RFC 7677, section 3, and against what a hostile client may say.</summary>
public sealed class ScramExchangeTests
{
    private const string ClientNonce = "rOprNGfwEbeRWgbNEkqO";
    private const string ServerNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private const string ClientFirst = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private const string ServerFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private const string ClientLast = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private const string ServerLast = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static readonly byte[] Salt = Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ==");

    [Fact]
    public void Server_InTheExchangeOfRfc7677_SaysWhatStandsThere()
    {
        var exchange = Begin()!;
        var last = exchange.Finish(Bytes(ClientLast), [Key("another secret"), Key("pencil")]);

        Assert.Equal("user", exchange.UserName);
        Assert.Equal(ServerFirst, Text(exchange.Challenge));
        Assert.Equal(ServerLast, Text(last!.Value.Answer));
    }

    [Fact]
    public void Client_InTheExchangeOfRfc7677_SaysWhatStandsThere()
    {
        var client = new ScramClient("user", "pencil", ClientNonce);

        Assert.Equal(ClientFirst, Text(client.First));
        Assert.Equal(ClientLast, Text(client.Answer(Bytes(ServerFirst))!));
        Assert.True(client.Accepts(Bytes(ServerLast)));
        Assert.False(client.Accepts(Bytes("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")));
        Assert.False(client.Accepts(Bytes("e=other-error")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("n,,")]
    [InlineData("user")]
    [InlineData("n=user,r=abc")]
    [InlineData("p=tls-unique,,n=user,r=abc")] // channel binding
    [InlineData("n,a=other,n=user,r=abc")] // to act for somebody else
    [InlineData("n,,m=x,n=user,r=abc")] // an extension that must be understood
    [InlineData("n,,n=,r=abc")]
    [InlineData("n,,n=a=b,r=abc")] // an escape that is none
    [InlineData("n,,n=user,r=")]
    [InlineData("n,,n=user,r=a b")]
    [InlineData("n,,n=user")]
    public void FirstMessage_ThatIsNotScram_BeginsNothing(string first) => Assert.Null(ScramExchange.Begin(Bytes(first), _ => Salt));

    [Fact]
    public void FirstMessage_TooLongOrNotUtf8_BeginsNothing()
    {
        Assert.Null(ScramExchange.Begin(Bytes("n,,n=" + new string('a', 2_000) + ",r=abc"), _ => Salt));
        Assert.Null(ScramExchange.Begin([.. "n,,n="u8, 0xC3, 0x28, .. ",r=abc"u8], _ => Salt));
    }

    [Theory]
    [InlineData("n,,n=a=2Cb=3D2C,r=x", "a,b=2C")]
    [InlineData("y,,n=社区,r=x,ext=1", "社区")]
    public void FirstMessage_NameWithEscapes_IsReadBack(string first, string name) => Assert.Equal(name, ScramExchange.Begin(Bytes(first), _ => Salt)?.UserName);

    [Theory]
    [InlineData("c=biws", "c=eSws")] // another header than at first
    [InlineData("%hvY", "%hvX")] // another nonce
    [InlineData("p=dH", "p=eH")] // another proof
    [InlineData(",p=", ",q=")]
    [InlineData("p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "p=dHzbZapWIk4=")]
    [InlineData("p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "p=not base64")]
    [InlineData("c=biws,", "m=x,c=biws,")]
    public void LastMessage_ChangedAnywhere_ProvesNothing(string part, string changed)
    {
        Assert.Contains(part, ClientLast, StringComparison.Ordinal);
        Assert.Null(Begin()!.Finish(Bytes(ClientLast.Replace(part, changed, StringComparison.Ordinal)), [Key("pencil")]));
    }

    [Fact]
    public void LastMessage_WhereNoKeyIsGoodOrIsTheSecrets_ProvesNothing()
    {
        Assert.Null(Begin()!.Finish(Bytes(ClientLast), []));
        Assert.Null(Begin()!.Finish(Bytes(ClientLast), [Key("pencils"), Key("pencil") with { Scram = null }]));
    }

    [Fact]
    public void UnknownName_IsAskedLikeAKnownOne_WithTheSameSaltEachTime()
    {
        var (first, again, other) = (Challenge("ghost"), Challenge("ghost"), Challenge("spook"));

        Assert.Equal(first, again);
        Assert.NotEqual(first.Split(',')[1], other.Split(',')[1]);
        Assert.Equal(ServerFirst.Length, Challenge("user").Length);

        static string Challenge(string name) => Text(ScramExchange.Begin(Bytes($"n,,n={name},r={ClientNonce}"), _ => null, ServerNonce)!.Challenge);
    }

    [Theory]
    [InlineData("r=else%hvY,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")] // not our nonce
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")] // nothing of the server's in it
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096")]
    [InlineData("m=x,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("")]
    public void Challenge_ThatIsNone_IsNotAnswered(string challenge) => Assert.Null(new ScramClient("user", "pencil", ClientNonce).Answer(Bytes(challenge)));

    private static ScramExchange? Begin() => ScramExchange.Begin(Bytes(ClientFirst), name => name == "user" ? Salt : null, ServerNonce);

    private static LoginKey Key(string secret) => new(Guid.NewGuid(), LoginKeyKind.Secret, "", default, null) { Scram = ScramKeys.Of(secret, Salt) };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
