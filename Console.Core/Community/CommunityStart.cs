using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Reads homes and staff into memory before anything starts.</summary>
internal sealed class CommunityStart(HomeDirectory homes, StaffDirectory staff) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await homes.LoadAsync(cancellationToken);
        await staff.LoadAsync(cancellationToken);
    }
}
