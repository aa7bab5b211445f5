using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Council.Topics;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>A move as the table keeps it: a word for its kind, which may never change, and its content as JSON.</summary>
internal static class TopicMoveText
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IgnoreReadOnlyProperties = true };

    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["proposed"] = typeof(TopicProposed),
        ["taken"] = typeof(TopicTaken),
        ["refused"] = typeof(TopicRefused),
        ["joined"] = typeof(TopicJoined),
        ["published"] = typeof(TopicPublished),
        ["withdrawn"] = typeof(TopicWithdrawn),
        ["called"] = typeof(TopicCalled),
        ["attended"] = typeof(TopicAttended),
        ["minuted"] = typeof(TopicMinuted),
        ["vote-opened"] = typeof(TopicVoteOpened),
        ["resolved"] = typeof(TopicResolved),
        ["planned"] = typeof(TopicPlanned),
        ["task-added"] = typeof(TopicTaskAdded),
        ["task-changed"] = typeof(TopicTaskChanged),
        ["task-done"] = typeof(TopicTaskDone),
        ["task-dropped"] = typeof(TopicTaskDropped),
        ["remarked"] = typeof(TopicRemarked),
        ["closed"] = typeof(TopicClosed),
        ["name-erased"] = typeof(TopicNameErased),
    };

    private static readonly Dictionary<Type, string> Words = Kinds.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static (string Kind, string Content) Write(TopicMove move) => (Words[move.GetType()], JsonSerializer.Serialize(move, move.GetType(), Readable));

    public static TopicMove Read(string kind, string content) => Kinds.TryGetValue(kind, out var type)
        ? (TopicMove)JsonSerializer.Deserialize(content, type, Readable)!
        : throw new FormatException($"No topic knows the step \"{kind}\": it was written by a newer program.");
}
