using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

public sealed class VolatileReadingStoreTests : ReadingStoreContract
{
    private readonly VolatileReadingStore _store = new();

    protected override IReadingStore Store => _store;

    protected override IQuarantineStore Quarantine => _store;

    protected override IRollupStore Rollups => _store;
}
