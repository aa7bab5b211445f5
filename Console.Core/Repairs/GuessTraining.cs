using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>What is broken, as far as it decides who answers: the service and the kind of thing within it.</summary>
internal sealed record RepairKind(ServiceCode Service, string? Asset);

/// <summary>A text somebody might write, and what it means.</summary>
internal sealed record GuessExample(string Description, string Location, RepairKind Kind, SiteKind Site)
{
    public ulong[] Signs { get; } = TextFeatures.Of(PlainText.Of(Description), PlainText.Of(Location));
}

/// <summary>The texts the guess learns from: <c>Training/*.csv</c>, written for it, none of them a real report.</summary>
internal static class GuessTraining
{
    /// <summary>All texts, in the order of the files; texts of one case stand together.</summary>
    public static IReadOnlyList<GuessExample> Read() =>
    [
        .. from file in RepairFiles.In("Training")
           from row in CsvRows.Read(RepairFiles.Read(file)).Skip(1)
           let cells = row.Cells
           select new GuessExample(
               cells[0], cells[1],
               new RepairKind(new ServiceCode(cells[2]), cells[4].Length == 0 ? null : cells[4]),
               Enum.Parse<SiteKind>(cells[3], ignoreCase: true)),
    ];
}
