using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Rings the screens of a community when something at its bank has changed: a roomful of confirmations is summed once.</summary>
public sealed class PointsBell(TimeProvider time) : CommunityBell(TimeSpan.FromMilliseconds(500), time);
