using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>No such delegate.</summary>
public sealed record DelegateNotFound(DelegateId Delegate)
    : Problem("delegate.unknown", new("没有这位议事代表，请刷新列表。", "There is no such delegate; refresh the list."));

/// <summary>What was written down is not in order.</summary>
public sealed record DelegateNotValid(Sentence Reason) : Problem("delegate.invalid", Reason);

/// <summary>Over already.</summary>
public sealed record DelegateHasEnded(DelegateId Delegate)
    : Problem("delegate.ended", new("这位代表的任期已经结束，记录不再改动；再次当选请另行添加。", "This delegate's term is over and stays as it is; add the person anew for another term."));

/// <summary>The same person twice.</summary>
public sealed record DelegateTwice(Sentence Reason) : Problem("delegate.twice", Reason);

/// <summary>Somebody else was faster.</summary>
public sealed record DelegateChangedMeanwhile(DelegateId Delegate)
    : Problem("delegate.changed", new("刚才有人改了这位代表的记录，请看过新内容再改。", "Somebody has just changed this delegate; look at it and try again."));

/// <summary>Somebody else was faster.</summary>
public sealed record MakeUpChangedMeanwhile(GroupKind Kind)
    : Problem("make-up.changed", new("刚才有人导入了这张表，请看过新数字再导入。", "Somebody has just brought this table; look at it and try again."));
