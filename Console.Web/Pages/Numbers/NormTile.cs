using CommunityConsole.Core.Governance;

namespace CommunityConsole.Web.Pages.Numbers;

/// <summary>How a figure of the page is written.</summary>
public enum NormFormat
{
    Percent,
    Rate,
    Count,
}

/// <summary>A figure with the norm beside it.</summary>
/// <param name="Key">Of its words.</param>
/// <param name="Value">Null while there is nothing to count.</param>
/// <param name="Format">How value and norm are written.</param>
/// <param name="Norm">What is aimed at.</param>
/// <param name="AtLeast">The norm is to be reached; else it must not be exceeded.</param>
/// <param name="Strict">Exactly the norm is too much already.</param>
/// <param name="Of">What a share is of; null for other figures.</param>
public sealed record NormTile(string Key, double? Value, NormFormat Format, double Norm, bool AtLeast = false, bool Strict = false, int? Of = null)
{
    /// <summary>Whether the norm is kept; null while there is nothing to count.</summary>
    public bool? Kept => Value is not { } value ? null : AtLeast ? value >= Norm : Strict ? value < Norm : value <= Norm;

    /// <summary>How fast the desk answers.</summary>
    public static IReadOnlyList<NormTile> Response(NumbersReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report.Response.Taken.Zip(ResponseFigures.TakeNorms, (share, norm) =>
                new NormTile($"Taken{share.Limit.TotalSeconds:0}", share.Share, NormFormat.Percent, norm, AtLeast: true, Of: share.Of)),
            .. report.Response.AtDoor.Zip(ResponseFigures.DoorNorms, (share, norm) =>
                new NormTile($"Door{share.Limit.TotalMinutes:0}", share.Share, NormFormat.Percent, norm, AtLeast: true, Of: share.Of)),
        ];
    }

    /// <summary>How heavily it is loaded.</summary>
    public static IReadOnlyList<NormTile> Load(NumbersReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var load = report.Load;
        return
        [
            new("PerHour", load.PerOperatorHour, NormFormat.Rate, AlertLoad.HourNorm),
            new("Peak", load.Peak, NormFormat.Count, AlertLoad.PeakNorm),
            new("Flood", load.FloodShare, NormFormat.Percent, AlertLoad.FloodNorm, Strict: true),
            new("Standing", load.Standing, NormFormat.Count, AlertLoad.StandingNorm, Strict: true),
            new("Chatter", load.Chattering, NormFormat.Count, 0),
            new("Top", load.TopShare, NormFormat.Percent, AlertLoad.TopNorm),
        ];
    }
}
