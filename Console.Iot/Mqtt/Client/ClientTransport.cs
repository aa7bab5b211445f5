using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace CommunityConsole.Iot.Mqtt.Client;

/// <summary>The bytes of a connection, encrypted where the options say so.</summary>
internal static class ClientTransport
{
    /// <exception cref="System.Security.Authentication.AuthenticationException">The server does not prove its name.</exception>
    internal static async Task<Stream> OpenAsync(Socket socket, MqttClientOptions options, CancellationToken cancellation)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (!options.Tls)
        {
            return plain;
        }

        var encrypted = new SslStream(plain);
        await encrypted.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = options.Host, CertificateChainPolicy = Policy(options.AuthorityFile) }, cancellation);
        return encrypted;
    }

    private static X509ChainPolicy? Policy(string? authorities)
    {
        if (authorities is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorities);
        return policy;
    }
}
