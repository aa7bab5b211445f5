using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>How a connection came.</summary>
/// <param name="Remote">From where, as far as the transport knows.</param>
/// <param name="Secure">Whether nobody on the way can read it.</param>
/// <param name="Certificate">What the client showed; null for none. Nothing of it is proven but that the client holds its key.</param>
public sealed record Arrival(EndPoint? Remote, bool Secure = false, X509Certificate2? Certificate = null)
{
    /// <summary>Whether a password may be told here although the connection is not secure: it never left the machine.</summary>
    internal bool StaysInside => Secure || Remote is not IPEndPoint end || IPAddress.IsLoopback(end.Address);
}
