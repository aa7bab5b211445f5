using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Storage.Metering;
using MQTTnet;
using MQTTnet.Protocol;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>Devices behind a real Mosquitto: what we acknowledge to it is stored, and what we do not comes again.</summary>
public sealed class UpstreamTests
{
    private const string Meter = "community/demo/home/3-502/water/w1";

    [MosquittoFact]
    public async Task Messages_BehindABroker_AreStoredOnceInEveryDialect()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var server = await ServerAsync(broker.Port);
        using var device = await broker.ConnectAsync();
        await SubscribedAsync(server, device);

        await device.SendAsync("tele/plug/SENSOR", """{"ENERGY":{"Total":412.036}}""");
        await device.SendAsync("$thing/up/property/P/w7", """{"method":"report","params":{"water_total":7}}""");
        await device.SendAsync("foo/bar", "x");

        await HoldsAsync(server, readings => readings.Exists(r => r.Value == 412_036) && readings.Exists(r => r.Value == 7), "both are stored");
        await Eventually.HoldsAsync(async () => (await server.QuarantineAsync()).Count == 1, "what is not understood is kept");
        Assert.Equal("packet.topic", Assert.Single(await server.QuarantineAsync()).Code);
    }

    [MosquittoFact]
    public async Task Retained_FromTheBrokersMemory_IsNoSignOfLifeWhateverItsTime()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var device = await broker.ConnectAsync();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await device.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(Meter).WithPayload("{\"t\":" + now + ",\"total_l\":5}").WithRetainFlag()
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());

        await using var server = await ServerAsync(broker.Port);

        await HoldsAsync(server, readings => readings.Count == 1, "the retained message is stored");
        Assert.Equal(ReadingMarks.Retained, Assert.Single(await server.ReadingsAsync()).Marks);
    }

    [MosquittoFact]
    public async Task Broker_StoppedAndStarted_IsFoundAgainAndNothingIsMissing()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var server = await ServerAsync(broker.Port);
        using (var device = await broker.ConnectAsync())
        {
            await SubscribedAsync(server, device);
            await SendAsync(device, 1, 50);
        }

        await broker.StopAsync();
        await broker.StartAsync();
        using (var device = await broker.ConnectAsync())
        {
            await SendAsync(device, 51, 100);
        }

        await HoldsAsync(server, readings => Sequences(readings).SequenceEqual(Enumerable.Range(1, 100).Select(i => (long)i)), "all hundred are stored, once each");
    }

    [MosquittoFact]
    public async Task Store_Fails_NothingIsAcknowledgedAndAllComesAgain()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var server = await ServerAsync(broker.Port, ("Intake:RetryPause", "00:00:00"));
        using var device = await broker.ConnectAsync();
        await SubscribedAsync(server, device);
        server.Store.Failures = 6;

        await SendAsync(device, 1, 20);

        await HoldsAsync(server, readings => Sequences(readings).SequenceEqual(Enumerable.Range(1, 20).Select(i => (long)i)), "all are stored when the store is back");
        Assert.True(server.Store.Failures <= 0, "the store has failed as it should");
    }

    [MosquittoFact]
    public async Task Commit_HeldBackUntilWeAreGone_IsNotAcknowledged()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var device = await broker.ConnectAsync();
        await using (var first = await ServerAsync(broker.Port))
        {
            await SubscribedAsync(first, device);
            first.Store.Hold();
            await SendAsync(device, 1, 1);
            await Eventually.HoldsAsync(() => first.Store.IsWaiting, "the commit begins");
            await first.LeaveBrokerAsync();
        }

        await using var second = await ServerAsync(broker.Port);

        await HoldsAsync(second, readings => Sequences(readings).SequenceEqual([1L]), "the broker sends it again");
    }

    [MosquittoFact]
    public async Task Process_KilledUnderLoad_LosesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("upstream").FullName;
        await using var broker = await MosquittoBroker.StartAsync();
        using var device = await broker.ConnectAsync();
        (string, string)[] settings = [("Mqtt__Upstream__Host", "127.0.0.1"), ("Mqtt__Upstream__Port", $"{broker.Port}"), ("Mqtt__Upstream__Filters", "community/#,probe/#")];
        var sent = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            using var server = await ServerProcess.StartAsync(folder, settings);

            // Before the first login there is no session that could keep anything.
            await Eventually.HoldsAsync(() => CountAsync(folder, device, kill == 0), "the session is there");
            await SendAsync(device, sent + 1, sent + 300);
            sent += 300;
            await server.KillAsync();
        }

        using (await ServerProcess.StartAsync(folder, settings))
        {
            await Eventually.HoldsAsync(async () => (await StoredAsync(folder)).Count == sent, "all are stored, once each");
        }

        Assert.Equal(Enumerable.Range(1, sent).Select(i => (long)i), await StoredAsync(folder));
        Directory.Delete(folder, recursive: true);
    }

    [MosquittoFact]
    public async Task Tls_BrokerOfItsOwnAuthority_IsBelievedOnlyWithItsFile()
    {
        await using var broker = await MosquittoBroker.StartAsync(folder =>
        {
            WriteCertificate(folder);
            return $"certfile {folder}/server.pem\nkeyfile {folder}/server.key";
        });
        await using var stranger = await ServerAsync(broker.Port, ("Mqtt:Upstream:Host", "localhost"), ("Mqtt:Upstream:Tls", "true"));
        await using var server = await ServerAsync(
            broker.Port, ("Mqtt:Upstream:Host", "localhost"), ("Mqtt:Upstream:Tls", "true"), ("Mqtt:Upstream:AuthorityFile", Path.Combine(broker.Folder, "server.pem")),
            ("Mqtt:Upstream:ClientId", "knows-it"));

        await Eventually.HoldsAsync(() => server.Upstream == true, "it logs in");

        Assert.False(stranger.Upstream);
    }

    private static Task<IntakeServer> ServerAsync(int port, params (string Key, string Value)[] settings) => IntakeServer.StartAsync(
    [
        .. Enumerable.DistinctBy<(string Key, string Value), string>(
        [
            .. settings,
            ("Mqtt:Upstream:Host", "127.0.0.1"), ("Mqtt:Upstream:Port", port.ToString(CultureInfo.InvariantCulture)), ("Mqtt:Upstream:Filters", "#,$thing/up/#"),
            ("Mqtt:Upstream:LongestPause", "00:00:01"),
        ], setting => setting.Key),
    ]);

    // A message that arrives proves the subscription: what was published before it is nobody's.
    private static async Task SubscribedAsync(IntakeServer server, IMqttClient device)
    {
        await Eventually.HoldsAsync(
            async () =>
            {
                await device.SendAsync("community/demo/home/probe/water/w", """{"seq":1,"use_l":1}""");
                return (await server.ReadingsAsync()).Count > 0;
            },
            "the subscription is there");
    }

    private static async Task SendAsync(IMqttClient device, int from, int to)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = from; i <= to; i++)
        {
            Assert.True((await device.SendAsync(Meter, string.Create(CultureInfo.InvariantCulture, $"{{\"t\":{time},\"seq\":{i},\"use_l\":1}}"))).IsSuccess);
        }
    }

    private static Task HoldsAsync(IntakeServer server, Func<List<Reading>, bool> condition, string what) => Eventually.HoldsAsync(
        async () => condition([.. (await server.ReadingsAsync()).Where(reading => reading.Device.Home.Home != "probe")]), what);

    private static IEnumerable<long> Sequences(IEnumerable<Reading> readings) => readings.Select(reading => reading.Sequence ?? 0).Order();

    private static async Task<bool> CountAsync(string folder, IMqttClient device, bool probes)
    {
        if (!probes)
        {
            return true;
        }

        await device.SendAsync("community/demo/home/probe/water/w", """{"seq":1,"use_l":1}""");
        return (await AllAsync(folder)).Count > 0;
    }

    private static async Task<List<long>> StoredAsync(string folder) =>
        [.. Sequences((await AllAsync(folder)).Where(reading => reading.Device.Home.Home != "probe"))];

    private static async Task<List<Reading>> AllAsync(string folder)
    {
        if (!File.Exists(Path.Combine(folder, ReadingStorageFeature.ReadingsFile)))
        {
            return [];
        }

        using var database = new ReadingsDatabase(Path.Combine(folder, ReadingStorageFeature.ReadingsFile));
        using var store = new SqliteReadingStore(database);
        var all = new List<Reading>();
        await foreach (var stored in store.ReadAfterAsync(0, CancellationToken.None))
        {
            all.Add(stored.Reading);
        }

        return all;
    }

    private static void WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
