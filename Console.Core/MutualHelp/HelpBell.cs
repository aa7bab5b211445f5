using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Rings the screens of a community when an offer or a request has changed: who fits whom follows from both.</summary>
public sealed class HelpBell(TimeProvider time) : CommunityBell(TimeSpan.FromMilliseconds(250), time);
