using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>The commands about topics.</summary>
public enum TopicCommand
{
    /// <summary>Reads topics, plan and tasks.</summary>
    See,

    /// <summary>Proposes something in one's own name.</summary>
    Propose,

    /// <summary>Writes down at the counter what a resident proposes.</summary>
    Enter,
    Screen,
    Publish,

    /// <summary>Calls a meeting, takes its attendance, writes its minutes.</summary>
    Meet,

    /// <summary>Enters a resolution in the year's plan.</summary>
    Plan,

    /// <summary>Gives out tasks and changes them.</summary>
    Assign,

    /// <summary>Says that a task is done, or is dropped.</summary>
    EndTask,

    /// <summary>Remarks on how it is carried out; the roll decides who may.</summary>
    Remark,

    /// <summary>Says what came of it.</summary>
    Close,

    /// <summary>Takes a name out of topics: everybody the own one.</summary>
    EraseName,
}

/// <summary>Who may give them.</summary>
public static class TopicRights
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();
    private static readonly Role[] Staff = [.. Everybody.Where(role => role != Role.Resident)];
    private static readonly Role[] Chairs = [Role.CouncilChair];
    private static readonly Role[] Leaders = [Role.CouncilChair, Role.GridManager];

    /// <summary>The table.</summary>
    public static RightsTable<TopicCommand> Table { get; } = new(new Dictionary<TopicCommand, Role[]>
    {
        [TopicCommand.See] = Everybody,
        [TopicCommand.Propose] = Everybody,
        [TopicCommand.Enter] = [Role.StationClerk, Role.SocialWorker],
        [TopicCommand.Screen] = Chairs,
        [TopicCommand.Publish] = Chairs,
        [TopicCommand.Meet] = Chairs,
        [TopicCommand.Plan] = Leaders,
        [TopicCommand.Assign] = Leaders,
        [TopicCommand.EndTask] = Staff,
        [TopicCommand.Remark] = Everybody,
        [TopicCommand.Close] = Leaders,
        [TopicCommand.EraseName] = Everybody,
    });

    /// <summary>Whether the person sees it: what nobody has screened, or was not taken, is its proposer's and the staff's alone. It may speak of a neighbour.</summary>
    public static bool MaySee(Topic topic, Actor actor) =>
        topic.Community == actor.Community && (topic.Stage is not (TopicStage.Collected or TopicStage.Refused) || IsStaff(actor.Role) || topic.ProposedBy == actor.Id);

    /// <summary>Whether the person may say that this task is done or dropped.</summary>
    public static bool MayEnd(TopicTask task, Role role, StaffId person) => role == Role.GridManager || (IsStaff(role) && task.Terms.Person == person);

    /// <summary>Whether the person may take out this name.</summary>
    public static bool MayErase(TopicPerson person, Actor actor) => actor.Role == Role.GridManager || person.Account == actor.Id;

    /// <summary>Whether somebody of that role can own a task.</summary>
    public static bool MayOwn(Role role) => IsStaff(role) && role != Role.Scrutineer;

    /// <summary>Whether the role sees who proposed and remarked, and numbers in their words: those who run a topic and those who sit with its proposer.</summary>
    public static bool SeesPeople(Role role) => role is Role.CouncilChair or Role.GridManager or Role.StationClerk or Role.SocialWorker;

    private static bool IsStaff(Role role) => Staff.Contains(role);
}
