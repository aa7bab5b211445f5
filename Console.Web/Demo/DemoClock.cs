using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Settings;

namespace CommunityConsole.Web.Demo;

/// <summary>The one clock of a demonstration.</summary>
internal static class DemoClock
{
    /// <summary>The system's clock, or in a demonstration one of its speed that never goes back over a restart.</summary>
    public static TimeProvider Of(DemoOptions demo, DemoFile file) =>
        demo.Enabled ? new DemoTime(TimeProvider.System, demo.Speed, file.Read()?.Through) : TimeProvider.System;
}
