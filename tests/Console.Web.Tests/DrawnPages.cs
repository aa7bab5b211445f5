using System.Runtime.CompilerServices;
using Bunit;

namespace CommunityConsole.Web.Tests;

/// <summary>How long tests wait for a page to draw what they look for: as long as a machine needs that does other things too.</summary>
internal static class DrawnPages
{
    [ModuleInitializer]
    internal static void Wait() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
