using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Iot.Mqtt.Transport;

/// <summary>Puts TLS around a connection. A client may show a certificate; what it is worth the login decides.</summary>
internal sealed class TlsGate(MqttOptions options, TimeProvider time, ILogger log)
{
    // An idle device holds no buffer: the read waits for data with none.
    private static readonly StreamPipeReaderOptions Reading = new(useZeroByteReads: true);

    private readonly CertificateFile _certificate = new(options, time, log);

    /// <summary>Reads the certificate for the first time, so that a wrong setting stops the start.</summary>
    public void Prepare() => _certificate.Current();

    /// <summary>Shakes hands and hands out the pipe inside.</summary>
    /// <exception cref="AuthenticationException">The client and the server found no common ground.</exception>
    [SuppressMessage("Security", "CA5359:Do Not Disable Certificate Validation", Justification = "The certificate is a client's: a registered one is compared by its hash, any other is checked against the authority at the login.")]
    public async Task<SecurePipe> OpenAsync(IDuplexPipe outer, CancellationToken cancellation)
    {
        var stream = new SslStream(new PipeStream(outer), leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = _certificate.Current(),
                    ClientCertificateRequired = true,

                    // None is fine too.
                    RemoteCertificateValidationCallback = static (_, _, _, _) => true,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                },
                cancellation);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }

        return new SecurePipe(stream, PipeReader.Create(stream, Reading), PipeWriter.Create(stream));
    }
}

/// <summary>A connection inside TLS.</summary>
internal sealed class SecurePipe(SslStream stream, PipeReader input, PipeWriter output) : IDuplexPipe, IAsyncDisposable
{
    public PipeReader Input => input;

    public PipeWriter Output => output;

    /// <summary>What the client showed; null for none.</summary>
    public X509Certificate2? Certificate { get; } = stream.RemoteCertificate is X509Certificate2 shown ? shown : null;

    public async ValueTask DisposeAsync()
    {
        await input.CompleteAsync();
        try
        {
            await output.CompleteAsync();
            await stream.ShutdownAsync();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // The peer was faster, or does not listen any more.
        }

        await stream.DisposeAsync();
        Certificate?.Dispose();
    }
}
