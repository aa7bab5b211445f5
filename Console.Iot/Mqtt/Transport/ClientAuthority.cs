using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mqtt.Transport;

/// <summary>The authority of <see cref="MqttOptions.ClientAuthority"/>, whose certificates name a login.</summary>
internal sealed class ClientAuthority(IOptions<MqttOptions> options)
{
    // RFC 5280, section 4.2.1.12: for clients of TLS.
    private static readonly Oid ForClients = new("1.3.6.1.5.5.7.3.2");

    private readonly Lazy<X509Certificate2Collection> _roots = new(() =>
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(options.Value.ClientAuthority!);
        return roots;
    });

    /// <summary>The common name of a certificate that the authority made for a client and that is not over; null for any other.</summary>
    public string? NameOf(X509Certificate2 certificate)
    {
        if (options.Value.ClientAuthority is null)
        {
            return null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots.Value);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a lost one is ended by revoking its login
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(ForClients);
        return chain.Build(certificate) ? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) : null;
    }
}
