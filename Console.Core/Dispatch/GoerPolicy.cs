using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Who should go to a home: one question after the other, and the first that tells two people apart decides.</summary>
/// <remarks>
/// No points are added up: with points nobody could say why one person stands above another. The order, and why:
/// <list type="number">
/// <item>On duty before off duty, workers before those who lead: whoever is at work can leave now, and approval and telephone need the leaders.</item>
/// <item>Fewer open visits first: whoever is at another door cannot come, however near that door is.</item>
/// <item>Nearer first, by same building, five minutes, farther, unknown. Coarse on purpose: a minute's walk is worth less than a key.</item>
/// <item>With a key to the home: at a door that nobody opens it saves the locksmith.</item>
/// <item>Speaks what the resident speaks: behind an open door it is what helps most.</item>
/// <item>First aid or nursing, where the visit need not wait for approval: an ambulance is called anyway.</item>
/// <item>Fewer metres, where both are measured or one is; then the name, then the account, so that the order never depends on chance.</item>
/// </list>
/// </remarks>
public static class GoerPolicy
{
    private static readonly string[] Healing = ["急救", "护理", "护士", "医护", "first aid", "nurs"];

    /// <summary>The order of two people: below zero where the first should rather go.</summary>
    public static IComparer<Goer> Order { get; } = Comparer<Goer>.Create(static (one, other) => Compare(one, other));

    /// <summary>The people, best first. Same people, same order, whatever order they come in.</summary>
    public static IReadOnlyList<Goer> Rank(IEnumerable<Goer> goers) => [.. goers.Order(Order)];

    /// <summary>The skill that helps where it is a matter of life, out of free tags; empty where the person has none.</summary>
    public static string Heals(IEnumerable<string> skills) =>
        skills.FirstOrDefault(skill => Healing.Any(word => skill.Contains(word, StringComparison.OrdinalIgnoreCase))) ?? "";

    /// <summary>What the person does in the shift; nobody's when nobody is on duty.</summary>
    public static GoerDuty DutyOf(StaffId person, Shift? shift) =>
        shift is null ? GoerDuty.Off
        : shift.Workers.Contains(person) ? GoerDuty.Worker
        : shift.People.Contains(person) ? GoerDuty.Leads
        : GoerDuty.Off;

    private static int Compare(Goer one, Goer other)
    {
        ReadOnlySpan<int> questions =
        [
            one.Duty.CompareTo(other.Duty),
            one.Load.CompareTo(other.Load),
            one.Way.Nearness.CompareTo(other.Way.Nearness),
            other.HasKey.CompareTo(one.HasKey),
            (one.Language.Length == 0).CompareTo(other.Language.Length == 0),
            (one.Skill.Length == 0).CompareTo(other.Skill.Length == 0),
            (one.Way.Metres ?? int.MaxValue).CompareTo(other.Way.Metres ?? int.MaxValue),
            string.CompareOrdinal(one.Person.Name, other.Person.Name),
            string.CompareOrdinal(one.Person.Id.Value, other.Person.Id.Value),
        ];
        foreach (var answer in questions)
        {
            if (answer != 0)
            {
                return answer;
            }
        }

        return 0;
    }
}
