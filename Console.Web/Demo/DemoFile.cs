using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunityConsole.Web.Demo;

/// <summary>Keeps the <see cref="DemoRecord"/> beside the databases.</summary>
internal sealed class DemoFile(string directory)
{
    private static readonly JsonSerializerOptions Form = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly string _path = Path.Combine(directory, "demo.json");

    /// <summary>Null before the first start.</summary>
    /// <exception cref="JsonException">The file is no record of a demo.</exception>
    public DemoRecord? Read() =>
        File.Exists(_path) ? JsonSerializer.Deserialize<DemoRecord>(File.ReadAllBytes(_path), Form) : null;

    /// <summary>Replaces the record as a whole: a kill leaves the old one or the new one.</summary>
    public void Write(DemoRecord record)
    {
        Directory.CreateDirectory(directory);
        var draft = _path + ".new";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(record, Form));
        File.Move(draft, _path, overwrite: true);
    }
}
