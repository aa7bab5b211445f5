using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Web.Settings;

/// <summary>Section <c>Demo</c>: the made-up community. Off unless the environment is Development.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Whether the demo community, its devices and the one-click sign-in exist.</summary>
    public bool Enabled { get; set; }

    /// <summary>Homes of the demo community.</summary>
    [Range(1, 20_000)]
    public int Homes { get; set; } = 300;

    /// <summary>Demo seconds per real second: scales the one clock of devices, watches and desks.</summary>
    [Range(0.1, 3_600)]
    public double Speed { get; set; } = 1;
}
