using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>What an entry must look like.</summary>
internal static class DelegatePolicy
{
    private const int LongestTerm = 10;

    /// <summary>What was typed, without what the hand left around it.</summary>
    public static DelegateEntry Tidy(DelegateEntry entry) => entry with { Name = entry.Name.Trim() };

    /// <summary>Null when it is in order, else what is wrong.</summary>
    /// <param name="entry">Which.</param>
    /// <param name="community">Whose council.</param>
    /// <param name="homes">Knows the buildings.</param>
    /// <param name="account">Who the account belongs to; null for none, or an unknown one.</param>
    public static Problem? Refusal(DelegateEntry entry, string community, HomeDirectory homes, StaffMember? account) =>
        entry.Name.Length is 0 or > DelegateEntry.NameLength
            ? Invalid($"姓名须有 1 至 {DelegateEntry.NameLength} 个字。", $"The name has 1 to {DelegateEntry.NameLength} characters.")
        : !homes.Buildings(community).Any(building => building.Id == entry.Building)
            ? Invalid("请选本社区已登记的楼栋。", "Choose a building of this community.")
        : !Enum.IsDefined(entry.Person.Age) || !Enum.IsDefined(entry.Person.Occupation) || !Enum.IsDefined(entry.Chosen)
            ? Invalid("请选年龄段、职业和产生方式。", "Choose age band, occupation and how the person was chosen.")
        : entry.Until < entry.From || entry.Until >= entry.From.AddYears(LongestTerm)
            ? Invalid($"任期的最后一天不能早于第一天，任期不超过 {LongestTerm} 年。", $"The last day is not before the first, and a term has at most {LongestTerm} years.")
        : entry.Person.Account is not null && !(account is { Disabled: false } && account.Community == community)
            ? Invalid("本社区没有这个账号，或账号已停用；没有账号的请留空。", "This community has no such account, or it is disabled; leave it empty for somebody without one.")
        : null;

    /// <summary>Null when nobody else of the list is the same person in the same days. One person is one head on a roll, so an account counts once; without accounts, name and building do.</summary>
    public static Problem? Twice(DelegateEntry entry, IEnumerable<CouncilDelegate> others)
    {
        var same = others.Where(other => other.Overlaps(entry)).ToList();
        return entry.Person.Account is { } account && same.Exists(other => other.Entry.Person.Account == account)
            ? new DelegateTwice(new("这个账号在这段任期里已经是代表。", "This account is a delegate in that term already."))
            : same.Exists(other => other.Entry.Name == entry.Name && other.Entry.Building == entry.Building)
                ? new DelegateTwice(new("这栋楼在这段任期里已有同名的代表；若是另一个人，请在姓名后注明单元，如“王芳（2 单元）”。", "This building has a delegate of that name in that term; if it is another person, add the entrance to the name."))
                : null;
    }

    private static DelegateNotValid Invalid(string zh, string en) => new(new Sentence(zh, en));
}
