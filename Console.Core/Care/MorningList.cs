namespace CommunityConsole.Core.Care;

/// <summary>How many homes stand where.</summary>
public sealed record MorningCounts
{
    /// <summary>Homes whose residents agreed to be watched.</summary>
    public required int Monitored { get; init; }

    /// <summary>With a sign of life since the morning began.</summary>
    public required int WithSign { get; init; }

    /// <summary>Whose resident somebody spoke to or saw.</summary>
    public required int Answered { get; init; }

    /// <summary>Said to be away or in hospital.</summary>
    public required int Away { get; init; }

    /// <summary>On the list to call, the unwatched among them.</summary>
    public required int ToCall { get; init; }

    /// <summary>Without fresh readings and not answered yet: never counted as fine.</summary>
    public required int Unwatched { get; init; }

    /// <summary>With an open alert.</summary>
    public required int AlertOpen { get; init; }

    /// <summary>Without a sign, before the hour.</summary>
    public required int NotYet { get; init; }

    /// <summary>Homes of which somebody or something says how they are.</summary>
    public int Complete => WithSign + Answered + Away;

    /// <summary>From 0 to 1; a community without homes is complete.</summary>
    public double Share => Monitored == 0 ? 1 : (double)Complete / Monitored;

    internal static MorningCounts Of(IReadOnlyList<MorningLine> lines)
    {
        int In(MorningGroup group) => lines.Count(line => line.Group == group);
        return new MorningCounts
        {
            Monitored = lines.Count,
            WithSign = In(MorningGroup.WithSign),
            Answered = In(MorningGroup.Answered),
            Away = In(MorningGroup.Away),
            ToCall = lines.Count(line => line.IsToCall),
            Unwatched = In(MorningGroup.Unwatched),
            AlertOpen = In(MorningGroup.AlertOpen),
            NotYet = In(MorningGroup.NotYet),
        };
    }
}

/// <summary>晨间平安单: where every monitored home of a community stands this morning.</summary>
/// <param name="Morning">Which morning.</param>
/// <param name="IsDue">Its hour has come: who has given no sign is to be called.</param>
/// <param name="Lines">Every monitored home once, in the order of their ids.</param>
public sealed record MorningList(MorningSpan Morning, bool IsDue, IReadOnlyList<MorningLine> Lines)
{
    /// <summary>The watches have been read: before that nothing is known of anybody, which is no reason to call.</summary>
    public bool IsReady { get; init; } = true;

    /// <summary>How many stand where.</summary>
    public MorningCounts Counts { get; } = MorningCounts.Of(Lines);

    /// <summary>The lines of a group in the order of <see cref="MorningPolicy.ByRisk"/>.</summary>
    public IReadOnlyList<MorningLine> ByRisk(Func<MorningLine, bool> which) => MorningPolicy.ByRisk(Lines.Where(which), Morning.Day.Year);

    /// <summary>This list again where nothing on it differs; unchanged lines stay the same objects, so that screens draw what is new.</summary>
    internal MorningList Follow(MorningList newer)
    {
        if (newer.Lines.Count != Lines.Count)
        {
            return newer;
        }

        var lines = new MorningLine[Lines.Count];
        var same = newer.Morning == Morning && newer.IsDue == IsDue && newer.IsReady == IsReady;
        for (var i = 0; i < lines.Length; i++)
        {
            var kept = Lines[i] == newer.Lines[i];
            lines[i] = kept ? Lines[i] : newer.Lines[i];
            same &= kept;
        }

        return same ? this : newer with { Lines = lines };
    }
}
