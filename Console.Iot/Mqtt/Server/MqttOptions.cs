using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Settings of the embedded MQTT server.</summary>
public sealed class MqttOptions
{
    public const string Section = "Mqtt";

    /// <summary>The IP address to listen on; 127.0.0.1 in Development, all addresses elsewhere.</summary>
    public string? Address { get; set; }

    /// <summary>The TCP port; 0 takes a free one (see <c>MqttListener.Port</c>).</summary>
    [Range(0, 65_535)]
    public int Port { get; set; } = 1883;

    /// <summary>The TCP port for TLS; none when not set, 0 takes a free one (see <c>MqttListener.TlsPort</c>).</summary>
    [Range(0, 65_535)]
    public int? TlsPort { get; set; }

    /// <summary>The server's certificate for TLS: a PEM file (with <see cref="CertificateKey"/>) or a PFX file. Read again when it changes.</summary>
    public string? Certificate { get; set; }

    /// <summary>The private key of a PEM certificate, a PEM file; not set for a PFX file.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>The password of the PFX file or of the key; belongs into the environment, not into the settings file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>A PEM file with the authority whose client certificates prove the login named by their common name; none when not set.</summary>
    public string? ClientAuthority { get; set; }

    /// <summary>Whether connections from other machines must come over TLS; outside Development true when <see cref="TlsPort"/> is set.</summary>
    public bool? TlsRequired { get; set; }

    /// <summary>How many packets a second one connection may send, with ten seconds' worth at once; then it is read more slowly. 0 for no
    /// limit; in Development 0, else 1,000.</summary>
    [Range(0, 1_000_000)]
    public int? PacketRate { get; set; }

    /// <summary>How many bytes a second one connection may send, with ten seconds' worth at once; then it is read more slowly. 0 for no
    /// limit; in Development 0, else 1 MiB.</summary>
    [Range(0, int.MaxValue)]
    public int? ByteRate { get; set; }

    /// <summary>How many connections a second one address may open, with ten seconds' worth at once. 0 for no limit; in Development 0, else 50.</summary>
    [Range(0, 1_000_000)]
    public int? ConnectRate { get; set; }

    /// <summary>Whether a client without proven credentials may connect; true in Development only.</summary>
    public bool? AllowAnonymous { get; set; }

    /// <summary>Topic filters routed as any broker does, neither stored nor quarantined. A list, or one value with commas.</summary>
    public IReadOnlyList<string> PlainTopics { get; internal set; } = [];

    /// <summary>Topic filters that nobody may subscribe to. A list, or one value with commas.</summary>
    public IReadOnlyList<string> RefuseSubscriptions { get; internal set; } = [];

    /// <summary>The longest keep-alive in seconds; a v5 client that asks for more, or for none, is told this one.</summary>
    [Range(1, 65_535)]
    public int MaxKeepAlive { get; set; } = 3_600;

    /// <summary>How many topic aliases a v5 client may use towards the server; 0 forbids them.</summary>
    [Range(0, 65_535)]
    public int TopicAliasMaximum { get; set; } = 10;

    /// <summary>How many publications of QoS 1 and 2 of one connection may wait for their acknowledgement.</summary>
    [Range(1, 65_535)]
    public int ReceiveMaximum { get; set; } = 1_000;

    /// <summary>The largest packet taken from a client, in bytes with its header.</summary>
    [Range(256, 268_435_460)]
    public int MaximumPacketSize { get; set; } = 262_144;

    /// <summary>How long a new connection may take until its CONNECT is complete.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may leave bytes unread before it is cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StallLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many messages may wait for one subscriber; then its publishers wait.</summary>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 1_000;

    /// <summary>How many payload bytes may wait for one subscriber; then its publishers wait.</summary>
    [Range(1_024, 1_073_741_824)]
    public int QueueBytes { get; set; } = 4_194_304;

    /// <summary>How many subscriptions one client may hold.</summary>
    [Range(1, 100_000)]
    public int SubscriptionLimit { get; set; } = 200;

    /// <summary>How many sessions the server keeps in all, connected or not.</summary>
    [Range(1, 1_000_000)]
    public int SessionLimit { get; set; } = 20_000;

    /// <summary>How many sessions one login may have; a further one ends its oldest that is not connected. The anonymous client
    /// is bounded by <see cref="SessionLimit"/> alone.</summary>
    [Range(1, 1_000_000)]
    public int SessionsPerUser { get; set; } = 10;

    /// <summary>The longest time a session outlives its connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MaxSessionExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many retained messages the server keeps for each community.</summary>
    [Range(0, 1_000_000)]
    public int RetainedLimit { get; set; } = 10_000;

    /// <summary>How many bytes of retained messages the server keeps for each community.</summary>
    [Range(0, 1_073_741_824)]
    public int RetainedBytes { get; set; } = 16_777_216;

    /// <summary>How many connections of one address may be waiting for their login.</summary>
    [Range(1, 100_000)]
    public int PendingPerAddress { get; set; } = 1_000;
}
