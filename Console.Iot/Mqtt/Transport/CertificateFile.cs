using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Iot.Mqtt.Transport;

/// <summary>The server's certificate, read from its files again when they change: a renewed one serves the next connection, without a restart.</summary>
/// <remarks>A file that cannot be read leaves the certificate as it was; that is logged once per change of the file.</remarks>
internal sealed class CertificateFile(MqttOptions options, TimeProvider time, ILogger log)
{
    /// <summary>How often the files are looked at, at most.</summary>
    internal static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private SslStreamCertificateContext? _context;
    private (DateTime Certificate, DateTime Key) _seen;
    private long _looked;

    /// <summary>The certificate with its chain, as of now.</summary>
    /// <exception cref="Exception">The first one cannot be read: of many kinds, the message names the file.</exception>
    public SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (_context is not null && time.GetElapsedTime(_looked) < Again)
            {
                return _context;
            }

            _looked = time.GetTimestamp();
            var written = (File.GetLastWriteTimeUtc(options.Certificate!), options.CertificateKey is { } key ? File.GetLastWriteTimeUtc(key) : default);
            if (_context is null || written != _seen)
            {
                Read(written);
            }

            return _context!;
        }
    }

    private void Read((DateTime, DateTime) written)
    {
        try
        {
            _context = Load();
            TransportLog.CertificateRead(log, options.Certificate!, _context.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (Exception e) when (_context is not null && e is IOException or CryptographicException or UnauthorizedAccessException or ArgumentException)
        {
            TransportLog.CertificateNotRead(log, e, options.Certificate!);
        }

        _seen = written;
    }

    private SslStreamCertificateContext Load()
    {
        if (options.CertificateKey is null)
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Certificate!, options.CertificatePassword);
            var own = all.FirstOrDefault(one => one.HasPrivateKey) ?? throw new CryptographicException($"{options.Certificate} holds no private key.");
            return SslStreamCertificateContext.Create(own, all, offline: true);
        }

        var certificate = string.IsNullOrEmpty(options.CertificatePassword)
            ? X509Certificate2.CreateFromPemFile(options.Certificate!, options.CertificateKey)
            : X509Certificate2.CreateFromEncryptedPemFile(options.Certificate!, options.CertificatePassword, options.CertificateKey);

        // The file holds the chain behind the certificate, as usual for PEM.
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.Certificate!);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }
}
