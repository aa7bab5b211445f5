using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Components;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>Where a roll comes from.</summary>
internal enum RollSource
{
    /// <summary>Every account of a resident.</summary>
    Residents,

    /// <summary>The council's delegates.</summary>
    Delegates,

    /// <summary>A list that the chair brings.</summary>
    List,

    /// <summary>The roll of the vote that this one takes the place of.</summary>
    Former,
}

/// <summary>What the chair has typed so far, and the draft it comes to.</summary>
internal sealed class VoteForm(EstateCalendar calendar)
{
    public string Question { get; set; } = "";

    public RuleProfile Profile { get; private set; } = null!;

    public VoteMode Mode { get; set; }

    public bool MayChange { get; set; }

    /// <summary>Choices of the chair's own instead of for, against and abstain.</summary>
    public bool OwnChoices { get; set; }

    /// <summary>One a line.</summary>
    public string Choices { get; set; } = "";

    public bool WithAbstain { get; set; } = true;

    public DateTime Opens { get; set; }

    public DateTime Closes { get; set; }

    public HashSet<StaffId> Scrutineers { get; } = [];

    /// <summary>Where the roll comes from.</summary>
    public RollSource Source { get; set; }

    /// <summary>The list as it was pasted or uploaded.</summary>
    public string Roll { get; set; } = "";

    /// <summary>The roll of the vote that this one takes the place of; empty without one.</summary>
    public IReadOnlyList<RollRow> Former { get; private set; } = [];

    /// <summary>Takes other rules; times and mode follow them.</summary>
    public void Choose(RuleProfile profile, DateTimeOffset earliest)
    {
        Profile = profile;
        Mode = profile.Modes.Contains(Mode) ? Mode : profile.Modes[0];
        var first = calendar.Local(earliest).DateTime;
        Opens = profile.NoticeDays > 0 ? first.Date.AddHours(9) : WholeMinute.Down(first);
        Closes = Opens + (profile.MayCloseEarly ? TimeSpan.FromHours(1) : TimeSpan.FromDays(7));
    }

    /// <summary>Begins with a motion that was published before, and its roll: to change a word must not change who votes.</summary>
    public void TakeOver(VoteDefinition before, IReadOnlyList<RollEntry> roll)
    {
        var numbers = roll.ToDictionary(entry => entry.Id, entry => entry.Number);
        Former = [.. roll.Select(entry => new RollRow(entry.Name, entry.Place, entry.Heads, entry.Area, entry.Account, entry.Proxy is { } proxy ? numbers[proxy] : null))];
        Source = Former.Count > 0 ? RollSource.Former : Source;
        (Question, Mode, MayChange) = (before.Question, before.Mode, before.MayChange);
        OwnChoices = before.Options.All(option => option.Code != VoteOption.For);
        Choices = OwnChoices ? string.Join('\n', before.Options.Where(option => option.Code != VoteOption.Abstain).Select(option => option.Text)) : "";
        WithAbstain = before.Options.Any(option => option.Code == VoteOption.Abstain);
        Scrutineers.UnionWith(before.Scrutineers);
    }

    /// <summary>The roll's rows, or what is wrong with it.</summary>
    public Result<IReadOnlyList<RollRow>> Rows(IReadOnlyList<StaffMember> residents, IReadOnlyList<RollRow> delegates, IReadOnlyDictionary<string, StaffId> accounts) => Source switch
    {
        RollSource.Residents => Result.Of<IReadOnlyList<RollRow>>([.. residents.Select(resident => new RollRow(resident.Name, "", 1, 0, resident.Id, null))]),
        RollSource.Delegates => Result.Of(delegates),
        RollSource.Former => Result.Of(Former),
        _ => RollReader.Read(Roll, name => accounts.TryGetValue(name, out var account) ? account : null),
    };

    /// <summary>The draft.</summary>
    public VoteDraft Draft(IReadOnlyList<RollRow> rows) => new(
        Question, Options(), Mode, Profile.Id, MayChange && Mode != VoteMode.Secret, calendar.Instant(Opens), calendar.Instant(Closes), [.. Scrutineers], rows);

    private List<VoteOption> Options()
    {
        if (!OwnChoices)
        {
            return [];
        }

        var texts = Choices.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<VoteOption> options = [.. texts.Select((text, index) => new VoteOption($"choice-{index + 1}", text))];
        if (WithAbstain)
        {
            options.Add(VoteOption.OfMotion[^1]);
        }

        return options;
    }
}
