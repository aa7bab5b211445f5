using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CommunityConsole.Iot.Tests.Mqtt.Transport;

/// <summary>An authority and certificates of it as files, made for one test.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mqtt-tls").FullName;
    private readonly X509Certificate2 _authority;

    internal Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Authority, _authority.ExportCertificatePem());
        WriteServer("localhost");
    }

    internal string Authority => Path.Combine(_folder, "ca.pem");

    internal string Server => Path.Combine(_folder, "server.pem");

    internal string ServerKey => Path.Combine(_folder, "server.key");

    internal string Pfx => Path.Combine(_folder, "server.pfx");

    /// <summary>Writes the server's certificate anew.</summary>
    internal void WriteServer(string name)
    {
        using var made = Make(name, "1.3.6.1.5.5.7.3.1");
        File.WriteAllText(ServerKey, made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Server, made.ExportCertificatePem());
        File.WriteAllBytes(Pfx, made.Export(X509ContentType.Pkcs12, "pfx-password"));
    }

    /// <summary>A client's certificate and key as two PEM files.</summary>
    internal (string Certificate, string Key) WriteClient(string name)
    {
        using var made = Make(name, "1.3.6.1.5.5.7.3.2");
        var (certificate, key) = (Path.Combine(_folder, name + ".pem"), Path.Combine(_folder, name + ".key"));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(key, made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return (certificate, key);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private X509Certificate2 Make(string name, string purpose)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(7), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
