using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CommunityConsole.Web.Commands.Replay;

namespace CommunityConsole.Web.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("replay").FullName;
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task Replay_Twice_GivesTheSameBytesInEventTime()
    {
        var file = Write("life.csv", Life());

        var first = await RunAsync(file);
        var second = await RunAsync(file);

        Assert.Equal((0, first.Output), (second.Code, second.Output));
        var times = Lines(first.Output).Select(line => line.GetProperty("time").GetDateTimeOffset()).ToList();
        Assert.NotEmpty(times);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task Replay_Decision_HasTheAgreedFields()
    {
        var file = Write("sos.csv", ["2026-11-22T08:00:00,h1,button,sos,1"]);

        var (code, output) = await RunAsync(file);

        Assert.Equal(0, code);
        var line = Assert.Single(Lines(output));
        Assert.Equal(["time", "home", "kind", "severity", "change", "since", "evidence"], line.EnumerateObject().Select(field => field.Name));
        Assert.Equal("2026-11-22T08:00:00+08:00", line.GetProperty("time").GetString());
        Assert.Equal(("h1", "Sos", "Critical", "opened"), (line.GetProperty("home").GetString(), line.GetProperty("kind").GetString(), line.GetProperty("severity").GetString(), line.GetProperty("change").GetString()));
        Assert.Equal(["zh", "en"], line.GetProperty("evidence").EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task Replay_BadRows_AreNamedCountedAndPassedOver()
    {
        var file = Write("bad.csv", [
            "not a row", "2026-11-22T08:00:00,h1,button,sos,2", "2026-13-22T08:00:00,h1,button,sos,1",
            "2026-11-22T08:00:00,h1,button,colour,1", "2026-11-22T08:00:00Z,h1,button,sos,1"]);

        var (code, output) = await RunAsync(file);

        Assert.Equal(0, code);
        Assert.Single(Lines(output));
        Assert.Equal([2, 3, 4, 5], _errors.ToString().Split('\n').Where(l => l.StartsWith("line ", StringComparison.Ordinal)).Select(l => int.Parse(l[5..l.IndexOf(':', StringComparison.Ordinal)], null)));
        Assert.Contains("5 rows, 4 bad", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_PackedFileAndOutputFile_AreTheSame()
    {
        var plain = Write("life.csv", Life());
        var packed = Path.Combine(_folder, "life.csv.gz");
        await using (var to = new GZipStream(File.Create(packed), CompressionMode.Compress))
        {
            await to.WriteAsync(await File.ReadAllBytesAsync(plain));
        }

        var target = Path.Combine(_folder, "out.jsonl");
        var (code, output) = await RunAsync(packed, "--out", target);

        Assert.Equal((0, ""), (code, output));
        Assert.Equal((await RunAsync(plain)).Output, await File.ReadAllTextAsync(target));
    }

    [Theory]
    [InlineData("missing.csv")]
    [InlineData("other.csv")]
    public async Task Replay_FileThatIsNoRecording_Ends2(string name)
    {
        File.WriteAllText(Path.Combine(_folder, "other.csv"), "a,b\n1,2\n");

        Assert.Equal(2, (await RunAsync(Path.Combine(_folder, name))).Code);
        Assert.StartsWith("replay: ", _errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _errors.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        var code = await ReplayCommand.RunAsync(args, output, _errors, CancellationToken.None);
        return (code, output.ToString());
    }

    private string Write(string name, IEnumerable<string> rows)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllLines(file, [ReplayReader.Header, .. rows], new UTF8Encoding(false));
        return file;
    }

    // Two homes, one after the other: the output must still be in event time.
    private static IEnumerable<string> Life()
    {
        foreach (var home in new[] { "b", "a" })
        {
            for (var hour = 0; hour < 24 * 20; hour++)
            {
                var use = hour % 24 is > 7 and < 22 && hour < 24 * 18 ? 6 : 0;
                yield return $"{new DateTime(2026, 3, 1).AddHours(hour):yyyy-MM-ddTHH:mm:ss},{home},tap,use_l,{use}";
            }
        }
    }

    private static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
}
