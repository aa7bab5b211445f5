using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>A vote as the chair asks for it.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Options">What can be chosen; empty for the three of a motion.</param>
/// <param name="Mode">What may be seen, and when.</param>
/// <param name="Profile">By which rules: an id of <see cref="RuleProfiles"/>.</param>
/// <param name="MayChange">Whether a voter may choose anew until the close.</param>
/// <param name="OpensAt">When ballots are taken from.</param>
/// <param name="ClosesAt">Until when.</param>
/// <param name="Scrutineers">Who watches it.</param>
/// <param name="Roll">Who may vote.</param>
/// <param name="Topic">The topic it decides; 0 for none.</param>
public sealed record VoteDraft(
    string Question, IReadOnlyList<VoteOption> Options, VoteMode Mode, string Profile, bool MayChange, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    IReadOnlyList<StaffId> Scrutineers, IReadOnlyList<RollRow> Roll, int Topic = 0);

/// <summary>Whether a draft can become a vote.</summary>
internal static class VoteDraftPolicy
{
    public const int MostQuestion = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>The first thing that is wrong with it; null when nothing is.</summary>
    public static Problem? Refusal(VoteDraft draft, RuleProfile? profile, Actor chair, IReadOnlySet<StaffId> people, DateTimeOffset now, EstateCalendar calendar) =>
        profile is null ? Wrong("请选一种表决规则。", "Choose the rules of the vote.")
        : TextRefusal(draft)
        ?? (!profile.Modes.Contains(draft.Mode) ? Wrong("这种规则不能用这种投票方式。按面积计算的不能无记名：面积会泄露是谁。", "These rules cannot be used in that mode. What is counted by area cannot be secret: an area is a name.") : null)
        ?? (draft is { Mode: VoteMode.Secret, MayChange: true } ? Wrong("无记名投票不能改票：要改就得知道哪一张是谁的。", "A secret ballot cannot be changed: to change it one would have to know whose it is.") : null)
        ?? (draft.Mode == VoteMode.Secret && draft.Roll.Any(row => row.Heads != 1) ? Wrong("无记名投票人人算一票：同一个人只能在名册上出现一次。", "In a secret ballot everybody counts as one: nobody stands on the roll twice.") : null)
        ?? TimeRefusal(draft, profile, now, calendar)
        ?? (draft.Topic < 0 ? Wrong("议题编号不能小于 0。", "The topic's number cannot be below 0.") : null)
        ?? (draft.Scrutineers.Distinct().Count() < 2 || draft.Scrutineers.Contains(chair.Id) || !draft.Scrutineers.All(people.Contains)
            ? Wrong("监票人至少两位，须是本社区的账号，且不能是主席本人。", "At least two scrutineers, accounts of this community, none of them the chair.") : null)
        ?? RollRefusal(draft.Roll, profile);

    /// <summary>The earliest instant a vote published now may open by its rules: after so many whole days of the estate.</summary>
    public static DateTimeOffset Earliest(RuleProfile profile, DateTimeOffset published, EstateCalendar calendar) => profile.NoticeDays == 0
        ? published
        : calendar.Instant(calendar.Day(published).AddDays(profile.NoticeDays + 1).ToDateTime(TimeOnly.MinValue));

    private static VoteNotValid? TextRefusal(VoteDraft draft)
    {
        var codes = draft.Options.Select(option => option.Code).ToList();
        return draft.Question.Trim().Length is 0 or > MostQuestion ? Wrong($"请写明表决的问题（1 至 {MostQuestion} 个字）。", $"Write what is asked (1 to {MostQuestion} characters).")
            : draft.Options.Count is 1 or > 20 || codes.Distinct().Count() != codes.Count || draft.Options.Any(option => option.Text.Trim().Length is 0 or > 200 || !IsCode(option.Code))
                ? Wrong("选项须有 2 至 20 个，互不相同，每个 1 至 200 个字。", "2 to 20 different options of 1 to 200 characters.")
            : draft.Options.Select(option => option.Text.Trim()).Distinct().Count() != draft.Options.Count ? Wrong("有两个选项的文字一样，投票人分不清。", "Two options read the same; nobody can tell them apart.")
            : draft.Options.Any(option => VoteOption.OfMotion.FirstOrDefault(own => own.Code == option.Code) is { } own && own.Text != option.Text.Trim())
                || (codes.Contains(VoteOption.For) || codes.Contains(VoteOption.Against) ? codes.Count != 3 || !VoteOption.OfMotion.All(own => codes.Contains(own.Code)) : codes.Count(code => code != VoteOption.Abstain) is 1)
                ? Wrong("要么用“赞成、反对、弃权”三项，要么自拟至少两个选项（可另加弃权）。", "Either for, against and abstain, or at least two choices of your own (and abstain, if you like).")
            : null;
    }

    private static VoteNotValid? TimeRefusal(VoteDraft draft, RuleProfile profile, DateTimeOffset now, EstateCalendar calendar)
    {
        var earliest = Earliest(profile, now, calendar);
        return draft.OpensAt < earliest && profile.NoticeDays > 0
            ? Wrong($"按规则须公示满 {profile.NoticeDays} 天，最早 {calendar.Local(earliest):yyyy-MM-dd HH:mm} 开始。", $"The rules ask for {profile.NoticeDays} full days of notice: it can open from {calendar.Local(earliest):yyyy-MM-dd HH:mm}.")
            : draft.ClosesAt <= draft.OpensAt || draft.ClosesAt <= now || draft.ClosesAt - draft.OpensAt > Longest
                ? Wrong("结束时间须晚于开始时间和现在，且不超过 90 天。", "The end must be later than the beginning and than now, by at most 90 days.")
                : null;
    }

    private static VoteNotValid? RollRefusal(IReadOnlyList<RollRow> roll, RuleProfile profile)
    {
        if (HeadsRefusal(roll) is { } twice)
        {
            return twice;
        }

        if (roll.Count == 0 || roll.Count > RollReader.MostRows || roll.Sum(row => row.Heads) == 0)
        {
            return Wrong("名册是空的，或没有一行计入人数。", "The roll is empty, or no row of it counts as a head.");
        }

        if (profile.Measures.Any(rule => rule.Measure == Measure.Area) && roll.FirstOrDefault(row => row.Area <= 0) is { } bare)
        {
            return Wrong($"按面积表决，名册每一行都要有面积：“{bare.Name}”没有。", $"It is counted by area and every row needs one: \"{bare.Name}\" has none.");
        }

        var given = roll.Select((row, index) => (row, Number: index + 1)).Where(pair => pair.row.Proxy is not null).ToList();
        foreach (var (row, number) in given)
        {
            var holder = row.Proxy!.Value;
            if (holder == number || holder < 1 || holder > roll.Count || roll[holder - 1].Proxy is not null || roll[holder - 1].Account is null)
            {
                return Wrong($"“{row.Name}”的受托人须是名册上另一位有账号、自己没有委托别人的人。", $"The proxy of \"{row.Name}\" must be another person of the roll who has an account and gave no proxy away.");
            }
        }

        return given.GroupBy(pair => pair.row.Proxy).FirstOrDefault(held => held.Count() > profile.MostProxies) is { } many
            ? Wrong($"按规则一人最多受托 {profile.MostProxies} 票，“{roll[many.Key!.Value - 1].Name}”有 {many.Count()} 票。", $"By the rules one person holds at most {profile.MostProxies} proxies; \"{roll[many.Key!.Value - 1].Name}\" has {many.Count()}.")
            : null;
    }

    // One person is one head, however many flats: further rows of the same person have 0 heads, and there is a row that has 1.
    private static VoteNotValid? HeadsRefusal(IReadOnlyList<RollRow> roll)
    {
        var people = roll.GroupBy(row => row.Account is { } account ? (Account: account.Value, Name: "") : (Account: "", row.Name)).ToList();
        var twice = people.FirstOrDefault(rows => rows.Key.Account.Length > 0 && rows.Sum(row => row.Heads) > 1);
        var never = people.FirstOrDefault(rows => rows.All(row => row.Heads == 0));
        return twice is not null ? Wrong($"“{twice.First().Name}”的账号在名册上计了不止一人：同一人的其余各行，人数填 0。", $"The account of \"{twice.First().Name}\" counts as more than one head: further rows of the same person have 0.")
            : never is not null ? Wrong($"“{never.First().Name}”的人数是 0，名册上却没有他计 1 人的那一行。", $"\"{never.First().Name}\" has 0 heads, and no row of the roll counts this person as one.")
            : null;
    }

    private static bool IsCode(string code) => code.Length is > 0 and <= 32 && code.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static VoteNotValid Wrong(string zh, string en) => new(new Sentence(zh, en));
}
