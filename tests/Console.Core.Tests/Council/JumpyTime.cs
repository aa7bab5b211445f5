using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>Somebody sets the system clock: the time that passes does not follow.</summary>
internal sealed class JumpyTime() : FakeTimeProvider(VoteRoom.Noon)
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
}
