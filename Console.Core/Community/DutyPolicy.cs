using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>What a shift must look like.</summary>
public static class DutyPolicy
{
    /// <summary>Longest handover note, in characters.</summary>
    public const int NoteLength = 1000;

    /// <summary>Most workers of one shift.</summary>
    public const int MostWorkers = 20;

    /// <summary>On how many days in a row one plan can be put down.</summary>
    public const int MostDays = 31;

    /// <summary>Longest shift.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(92);

    /// <summary>Null when the shift's times and places are in order, else what is wrong. Whether the people may serve is asked elsewhere.</summary>
    public static Problem? Refusal(Shift shift, DateTimeOffset now)
    {
        if (shift.Until <= shift.From || shift.Until - shift.From > Longest)
        {
            return Invalid("班次须在 24 小时以内，结束晚于开始。", "A shift ends after it begins, at most 24 hours later.");
        }

        if (shift.Until <= now || shift.From > now + Farthest)
        {
            return Invalid("班次须在现在之后结束，三个月之内开始。", "A shift ends in the future and begins within three months.");
        }

        if (shift.Workers.Count is 0 or > MostWorkers || shift.Workers.Distinct().Count() != shift.Workers.Count)
        {
            return Invalid("请按呼叫顺序填写 1 至 20 位值班社工，不要重复。", "Name 1 to 20 workers in the order of calling, each once.");
        }

        if (shift.Supervisor == default || shift.GridManager == default)
        {
            return Invalid("请填写主管和网格长。", "Name a supervisor and a grid manager.");
        }

        return shift.Deputy == shift.GridManager
            ? Invalid("副手须是另一位网格长。", "The deputy must be another grid manager.")
            : null;
    }

    /// <summary>Whether that account may take that place in a shift of the community.</summary>
    /// <param name="member">The account as of now; null when there is none.</param>
    /// <param name="approves">As grid manager or deputy: must be one.</param>
    /// <param name="community">Whose shift.</param>
    public static bool MayServe(StaffMember? member, bool approves, string community) =>
        member is not null && StaffPolicy.CanGo(member, community) && (!approves || member.Role == Role.GridManager);

    internal static DutyNotValid Invalid(string zh, string en) => new(new Sentence(zh, en));
}
