using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Bytes to leaves. Only whether it is a leaf is asked here; whether it is lawful, <see cref="VoteCheck"/> asks.</summary>
internal static class VoteLeafReader
{
    public static VoteLeaf Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        var kind = reader.Text("kind");
        VoteLeaf leaf = kind switch
        {
            DefinitionLeaf.Kind => Definition(ref reader),
            OpenedLeaf.Kind => new OpenedLeaf(reader.Instant("at"), Staff(ref reader)),
            BallotLeaf.Kind => new BallotLeaf(
                Entry(ref reader, "entry"), reader.Text("option"), reader.Instant("at"), VoteWords.Channel(reader.Text("channel")),
                Entry(ref reader, "by"), reader.Number("replaces", 0, long.MaxValue), reader.Bytes("salt", 16).ToArray()),
            TurnoutLeaf.Kind => new TurnoutLeaf(
                Entry(ref reader, "entry"), reader.Instant("at"), VoteWords.Channel(reader.Text("channel")), Entry(ref reader, "by")),
            BoxLeaf.Kind => new BoxLeaf(reader.Id("ballot"), reader.Text("option"), reader.Text("phrase")),
            ExtendedLeaf.Kind => new ExtendedLeaf(reader.Instant("at"), reader.Instant("closes at"), reader.Text("reason"), Staff(ref reader)),
            ClosedLeaf.Kind => new ClosedLeaf(reader.Instant("at"), Staff(ref reader), Sums(ref reader)),
            CancelledLeaf.Kind => new CancelledLeaf(reader.Instant("at"), reader.Text("reason"), Staff(ref reader)),
            AnnouncedLeaf.Kind => new AnnouncedLeaf(reader.Instant("at"), Staff(ref reader)),
            _ => throw new FormatException($"\"{kind}\" is no kind of leaf."),
        };
        reader.End();
        return leaf;
    }

    private static DefinitionLeaf Definition(ref CanonicalReader reader)
    {
        var format = reader.Text("format");
        return format == VoteLeaf.Format
            ? new DefinitionLeaf(DefinitionBytes.Read(ref reader))
            : throw new FormatException($"\"{format}\" is another format than {VoteLeaf.Format}.");
    }

    private static RollId Entry(ref CanonicalReader reader, string field) => new(reader.Id(field));

    private static StaffId Staff(ref CanonicalReader reader) => new(reader.Text("by"));

    private static SortedDictionary<string, VoteSum> Sums(ref CanonicalReader reader)
    {
        var sums = new SortedDictionary<string, VoteSum>(StringComparer.Ordinal);
        string? last = null;
        for (var left = reader.Count("number of sums"); left > 0; left--)
        {
            var option = reader.Text("option");
            if (string.CompareOrdinal(option, last) <= 0)
            {
                throw new FormatException($"The sum of \"{option}\" is out of order: one for each option, ordered by its bytes.");
            }

            sums.Add(last = option, new VoteSum(
                (int)reader.Number("ballots", 0, int.MaxValue), reader.Number("heads", 0, long.MaxValue), reader.Number("area", 0, long.MaxValue)));
        }

        return sums;
    }
}
