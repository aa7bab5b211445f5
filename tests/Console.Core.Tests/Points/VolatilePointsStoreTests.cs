using CommunityConsole.Core.Points;

namespace CommunityConsole.Core.Tests.Points;

public sealed class VolatilePointsStoreTests : PointsStoreContract
{
    protected override IPointsStore Open() => new VolatilePointsStore();
}
