using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>The thing belongs to another community.</summary>
public sealed record OtherCommunity()
    : Problem("access.community", new("这不属于您所在的社区。", "This belongs to another community."));

/// <summary>No such home.</summary>
public sealed record HomeNotFound(HomeId Home)
    : Problem("home.unknown", new("没有找到这户人家，可能已被删除。请刷新列表。", "This home was not found; it may have been removed. Refresh the list."));

/// <summary>Somebody else changed the home in the meantime.</summary>
public sealed record HomeChangedMeanwhile(HomeId Home)
    : Problem("home.changed", new("刚才有人修改了这户资料，请查看新内容后再保存。", "Somebody has just changed this home; look at the new content and save again."));

/// <summary>A field is missing, too long or out of range.</summary>
public sealed record HomeNotValid(Sentence Reason) : Problem("home.invalid", Reason);

/// <summary>No such contact (any more).</summary>
public sealed record ContactNotFound()
    : Problem("contact.unknown", new("这位联系人已不在名单里，请刷新后再试。", "This contact is not on the list any more; refresh and try again."));

/// <summary>A worker's word on presence needs an end in the future.</summary>
public sealed record PresenceEndNotValid()
    : Problem("presence.end", new("结束时间须在现在之后、九十天之内。", "The end must lie after now and within ninety days."));

/// <summary>Personal data are shown for a stated reason only.</summary>
public sealed record ReasonNeeded()
    : Problem("personal.reason", new("请先写明查看原因（至少两个字）。", "Please state the reason first (two characters or more)."));

/// <summary>The person who should go cannot be sent.</summary>
public sealed record StaffNotAvailable(StaffId Staff)
    : Problem("staff.unavailable", new("不能派这个人去：账号已停用、不在本社区，或角色不出勤。", "This person cannot be sent: the account is disabled, in another community, or of a role that makes no visits."));
