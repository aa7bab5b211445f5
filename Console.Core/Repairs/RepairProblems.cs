using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>No such repair.</summary>
public sealed record RepairNotFound(RepairId Repair)
    : Problem("repair.unknown", new("报修记录不存在", "There is no such repair."));

/// <summary>Title, description or location is missing.</summary>
public sealed record RepairFieldsMissing()
    : Problem("repair.fields", new("必填字段缺失", "Title, description and location are needed."));

/// <summary>A field is too long or cannot be what it says.</summary>
public sealed record RepairNotValid(Sentence Reason) : Problem("repair.invalid", Reason);

/// <summary>The life cycle has no such step.</summary>
public sealed record RepairMoveIllegal(RepairId Repair, RepairState State, RepairMove Move)
    : Problem("repair.illegal", new(
        $"这件报修现在是“{RepairWords.Of(State).Zh}”，不能{RepairWords.Of(Move).Zh}。请刷新后再看。",
        $"This repair is {RepairWords.Of(State).En} now; it cannot be {RepairWords.Of(Move).En}. Refresh and look again."));

/// <summary>No legal way leads to the state asked for, or none that the caller's role may take.</summary>
public sealed record RepairNoWay(RepairId Repair, RepairState State)
    : Problem("repair.illegal", new(
        $"这件报修现在是“{RepairWords.Of(State).Zh}”，您的角色不能把它改成这个状态。",
        $"This repair is {RepairWords.Of(State).En} now; your role cannot bring it to that state."));

/// <summary>A colleague has it.</summary>
public sealed record RepairHasOtherWorker(RepairId Repair)
    : Problem("repair.worker", new("这件报修在同事手里。要接过来，请先改派给自己。", "A colleague has this repair; assign it to yourself first to take it over."));

/// <summary>A worker takes work for himself; a grid manager gives it to others.</summary>
public sealed record RepairAssignNotYours(RepairId Repair)
    : Problem("repair.assign", new("维修人员只能派给自己；派给别人请找网格长。", "A repair worker assigns to himself; a grid manager assigns to others."));

/// <summary>The person cannot be given repairs.</summary>
public sealed record RepairWorkerNotAvailable()
    : Problem("repair.worker-unavailable", new("不能派给这个人：账号已停用、不在本社区，或不是维修人员、网格长。", "This person cannot be given repairs: disabled, of another community, or of a role that does none."));

/// <summary>What is broken, or who answers for it, is not known to the directory.</summary>
public sealed record RepairServiceUnknown()
    : Problem("repair.service", new("没有这个服务类别或责任单位，请从列表里选。", "There is no such service or unit; choose one of the list."));

/// <summary>Only who reported it may say so.</summary>
public sealed record RepairNotReporter(RepairId Repair)
    : Problem("repair.reporter", new("只有报修人可以确认、反馈没修好或评价；没有账号的请带上报修时给的查询码。", "Only who reported it may confirm, say it is not fixed, or rate; without an account, with the code given then."));

/// <summary>Only what is completed can be rated.</summary>
public sealed record RepairNotCompleted(RepairId Repair)
    : Problem("repair.not-completed", new("只有已完成的报修可以评价", "Only a completed repair can be rated."));

/// <summary>One rating for each who reported.</summary>
public sealed record RepairRatedAlready(RepairId Repair)
    : Problem("repair.rated", new("您已经评价过这件报修，每位报修人只能评价一次。", "You have rated this repair; everybody who reported rates once."));

/// <summary>1 to 5.</summary>
public sealed record RepairRatingNotValid()
    : Problem("repair.rating", new("评分须是 1 到 5 的整数。", "The rating must be a whole number from 1 to 5."));

/// <summary>A sentence is needed.</summary>
public sealed record RepairNoteNeeded()
    : Problem("repair.note", new("请用一句话写明（1 至 500 个字）。", "Please say it in one sentence (1 to 500 characters)."));

/// <summary>A repair that waits says for what and until when.</summary>
public sealed record RepairWaitNotValid()
    : Problem("repair.wait", new("等待须写明等什么，并给出今后 90 天内的日期。", "Waiting needs its reason and a date within the next 90 days."));

/// <summary>Two repairs cannot be one.</summary>
public sealed record RepairMergeNotValid()
    : Problem("repair.merge", new("只能并入本社区另一件没有结束的报修。", "It can only be merged into another open repair of this community."));

/// <summary>It ended too long ago.</summary>
public sealed record RepairTooOld(RepairId Repair)
    : Problem("repair.old", new("完工已超过 30 天，请重新报修。", "It was finished more than 30 days ago; please report it anew."));

/// <summary>Somebody else changed it at the same moment, again and again.</summary>
public sealed record RepairChangedMeanwhile(RepairId Repair)
    : Problem("repair.busy", new("同时有多人在操作，请再试一次。", "Several people are changing this at once; please try again."));
