namespace CommunityConsole.Web.Components.Timeline;

/// <summary>Where the lanes of a timeline lie, in em from the top, so that the picture grows with the font.</summary>
/// <param name="alertRows">Rows of alert labels above the lanes.</param>
public sealed class TimelineRows(int alertRows)
{
    /// <summary>Height of one row of alert labels.</summary>
    public const double AlertRow = 1.9;

    private const double Title = 1.9;

    /// <summary>Height of the water and of the power lane.</summary>
    public double LaneHeight => 6.5;

    /// <summary>The silence bar and the name of the last sign.</summary>
    public double Silence => alertRows * AlertRow;

    /// <summary>The water lane, beneath its title.</summary>
    public double Water => Silence + 2.4 + Title;

    /// <summary>The power lane, beneath its title.</summary>
    public double Power => Water + LaneHeight + Title;

    /// <summary>Locks, doors, SOS and alarms.</summary>
    public double Marks => Power + LaneHeight + Title;

    /// <summary>The clock.</summary>
    public double Axis => Marks + 2;

    /// <summary>The whole picture.</summary>
    public double Height => Axis + 2.8;
}
