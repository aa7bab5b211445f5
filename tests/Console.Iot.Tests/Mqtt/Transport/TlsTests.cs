using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Transport;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Intake;
using CommunityConsole.Iot.Tests.Mqtt.Interop;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Iot.Tests.Mqtt.Transport;

/// <summary>TLS with other people's clients, and what goes wrong around it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Certificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [MosquittoTheory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task Mosquitto_OverTls_SeesItsAcknowledgement(string version)
    {
        await using var trusted = await StartAsync();
        var meter = await trusted.MeterAsync();

        await PublishAsync(trusted, version, "-u", meter.Login.UserName, "-P", meter.Secret);

        Assert.Equal("{\"total_l\":3}", Encoding.UTF8.GetString(Assert.Single(trusted.Server.Sink.Taken).Payload));
    }

    [MosquittoTheory]
    [InlineData("5", true)]
    [InlineData("311", false)]
    public async Task Mosquitto_WithAClientCertificate_NeedsNoPassword(string version, bool registered)
    {
        await using var trusted = await StartAsync();
        var meter = await trusted.MeterAsync();

        // Registered by its hash, or made by the authority of the settings in the name of the login.
        var (certificate, key) = _certificates.WriteClient(registered ? "anything" : meter.Login.UserName);
        if (registered)
        {
            var added = await trusted.Desk.AddCertificateAsync(meter.Login.UserName, await File.ReadAllTextAsync(certificate), Trusted.Administrator(), CancellationToken.None);
            Assert.True(added.Succeeded);
        }

        await PublishAsync(trusted, version, "--cert", certificate, "--key", key);

        Assert.Single(trusted.Server.Sink.Taken);
    }

    [MosquittoTheory]
    [InlineData("5")]
    public async Task Mosquitto_WithAStrangersCertificate_IsRefused(string version)
    {
        await using var trusted = await StartAsync();
        var meter = await trusted.MeterAsync();
        using var strangers = new Certificates();
        var (certificate, key) = strangers.WriteClient(meter.Login.UserName);

        await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(trusted, version, "--cert", certificate, "--key", key));

        Assert.Empty(trusted.Server.Sink.Taken);
    }

    [Fact]
    public async Task CertificateOfTheAuthority_WhenTheLoginIsRevoked_IsClosed()
    {
        await using var trusted = await StartAsync();
        var meter = await trusted.MeterAsync();
        var (certificate, key) = _certificates.WriteClient(meter.Login.UserName);
        using var shown = X509Certificate2.CreateFromPemFile(certificate, key);
        var (_, stream) = await ShakeHandsAsync(trusted, X509CertificateLoader.LoadPkcs12(shown.Export(X509ContentType.Pkcs12), null));
        await using var open = stream;
        await SendConnectAsync(open);
        Assert.Equal(0x20, await ReadByteAsync(open));

        await trusted.RevokeAsync(meter);

        // The rest of CONNACK, DISCONNECT, and the end.
        var rest = new List<byte>();
        while (await ReadByteAsync(open) is var one && one >= 0)
        {
            rest.Add((byte)one);
        }

        Assert.Equal([0xE0, 0x01, (byte)ReasonCode.AdministrativeAction], rest.TakeLast(3));
    }

    [Fact]
    public async Task RenewedCertificateFile_ServesTheNextConnection_AndABadOneChangesNothing()
    {
        var time = new FakeTimeProvider();
        var options = new MqttOptions { Certificate = _certificates.Server, CertificateKey = _certificates.ServerKey };
        var file = new CertificateFile(options, time, NullLogger.Instance);
        Assert.Equal("CN=localhost", file.Current().TargetCertificate.Subject);

        await WriteAsync(() => _certificates.WriteServer("renewed"));
        Assert.Equal("CN=localhost", file.Current().TargetCertificate.Subject);
        time.Advance(CertificateFile.Again);
        Assert.Equal("CN=renewed", file.Current().TargetCertificate.Subject);

        await WriteAsync(() => File.WriteAllText(_certificates.Server, "half written"));
        time.Advance(CertificateFile.Again);
        Assert.Equal("CN=renewed", file.Current().TargetCertificate.Subject);

        // The files' times must differ on any file system.
        Task WriteAsync(Action write)
        {
            var before = File.GetLastWriteTimeUtc(_certificates.Server);
            return Poll.UntilAsync(() => { write(); return File.GetLastWriteTimeUtc(_certificates.Server) != before; }, "a new time of the file");
        }
    }

    [Fact]
    public async Task Pfx_WithItsPassword_Serves()
    {
        await using var trusted = await Trusted.StartAsync(
            ("Mqtt:TlsPort", "0"), ("Mqtt:Certificate", _certificates.Pfx), ("Mqtt:CertificatePassword", "pfx-password"));

        var (server, stream) = await ShakeHandsAsync(trusted, null);

        await stream.DisposeAsync();
        Assert.Equal("CN=localhost", server);
    }

    [Fact]
    public async Task WhatIsNotTls_OnTheTlsPort_IsClosedAndNobodyElseNotices()
    {
        await using var trusted = await StartAsync();
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync("127.0.0.1", trusted.Server.TlsPort);
            await socket.SendAsync(Convert.FromHexString("101000044D5154540502003C000000036A7321"));
            var buffer = new byte[64];
            while (await ReceiveAsync(socket, buffer) > 0)
            {
                // An alert of TLS may come first.
            }
        }

        await Poll.UntilAsync(() => trusted.Server.Server.Connections == 0 && trusted.Server.Server.Counters.Refused > 0, "the connection is refused");
        using var good = await trusted.ConnectAsync(await trusted.MeterAsync());
        await good.PingAsync();
    }

    private Task<Trusted> StartAsync() => Trusted.StartAsync(
        ("Mqtt:TlsPort", "0"), ("Mqtt:Certificate", _certificates.Server), ("Mqtt:CertificateKey", _certificates.ServerKey), ("Mqtt:ClientAuthority", _certificates.Authority));

    private async Task PublishAsync(Trusted trusted, string version, params string[] login) => await Tool.RunAsync(
        "mosquitto_pub",
        ["-h", "localhost", "-p", trusted.Server.TlsPort.ToString(CultureInfo.InvariantCulture), "--cafile", _certificates.Authority,
            "-V", version == "5" ? "mqttv5" : "mqttv311", "-q", "1", "-t", Trusted.Meter, "-m", "{\"total_l\":3}", .. login]);

    private static async Task<(string Server, SslStream Stream)> ShakeHandsAsync(Trusted trusted, X509Certificate2? certificate)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", trusted.Server.TlsPort);
        string? subject = null;
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificates = certificate is null ? null : [certificate],
            RemoteCertificateValidationCallback = (_, shown, _, _) => (subject = shown?.Subject) is not null,
        });
        return (subject!, stream);
    }

    private static async Task SendConnectAsync(Stream stream)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        ControlWriter.Write(bytes, new ConnectPacket(ProtocolVersion.V5, "tls", true, 60, PropertyBag.Empty));
        await stream.WriteAsync(bytes.WrittenMemory);
    }

    private static async Task<int> ReadByteAsync(Stream stream)
    {
        using var limit = new CancellationTokenSource(Poll.Limit);
        var one = new byte[1];
        return await stream.ReadAsync(one, limit.Token) == 0 ? -1 : one[0];
    }

    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        using var limit = new CancellationTokenSource(Poll.Limit);
        try
        {
            return await socket.ReceiveAsync(buffer, limit.Token);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
