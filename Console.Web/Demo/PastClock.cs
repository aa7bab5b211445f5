namespace CommunityConsole.Web.Demo;

/// <summary>A clock that stands where it is put: the demo's past goes through the same desks as the present.</summary>
internal sealed class PastClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    // What passes on it is what it was moved by: to the votes that is no clock set wrong.
    public override long GetTimestamp() => Now.UtcTicks;
}
