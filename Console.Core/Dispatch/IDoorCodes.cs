using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Dispatch;

/// <summary>The short code that hangs at a home's door and proves that somebody stood there.</summary>
public interface IDoorCodes
{
    /// <summary>The code of a home: six digits, always the same.</summary>
    string CodeOf(HomeId home);
}
