using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>No such thing in this community.</summary>
public sealed record AssetNotFound(string Asset)
    : Problem("asset.unknown", new("没有找到这个设施编号，请刷新列表。", "There is no asset with this code; refresh the list."));

/// <summary>A field is missing, too long, or names nothing.</summary>
public sealed record AssetNotValid(Sentence Reason) : Problem("asset.invalid", Reason);

/// <summary>The code stands on another plate.</summary>
public sealed record AssetCodeTaken(string Asset)
    : Problem("asset.taken", new($"编号 {Asset} 已经用过，停用的也不再发给别的设施。请换一个。", $"The code {Asset} is taken; that of a retired asset is not given again. Choose another."));

/// <summary>Somebody else changed it in the meantime.</summary>
public sealed record AssetChangedMeanwhile(string Asset)
    : Problem("asset.changed", new("刚才有人修改了这个设施，请查看新内容后再保存。", "Somebody has just changed this asset; look at the new content and save again."));
