using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Care;

/// <summary>Photos of a home go with its readings: the record of the help given does without pictures. Here, since visits and readings do not know each other.</summary>
internal sealed class VisitPhotoErasure(VisitPhotoDesk photos) : IHomeErasure
{
    public Task<int> EraseAsync(HomeId home, CancellationToken cancellation) => photos.EraseAsync(home, cancellation);
}
