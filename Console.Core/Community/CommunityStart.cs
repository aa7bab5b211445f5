using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Reads homes, staff with their profiles and the duty roster into memory before anything starts.</summary>
internal sealed class CommunityStart(HomeDirectory homes, StaffDirectory staff, DutyRoster roster, StaffProfiles profiles) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await homes.LoadAsync(cancellationToken);
        await staff.LoadAsync(cancellationToken);
        await roster.LoadAsync(cancellationToken);
        await profiles.LoadAsync(cancellationToken);
    }
}
