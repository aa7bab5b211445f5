using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints.Field;

/// <summary>What a phone tells with a step; all of it may be left out.</summary>
/// <param name="Waited">How many milliseconds ago it was tapped: a span, since the phone's clock need not be right.</param>
/// <param name="Outcome">What was found, for the outcome.</param>
/// <param name="Note">In the person's words.</param>
/// <param name="Code">The code at the door.</param>
/// <param name="Distance">Metres from the building; the position itself stays on the phone.</param>
/// <param name="Accuracy">How exact that is, metres.</param>
/// <param name="Service">120 or 110.</param>
internal sealed record ToldStep(
    double Waited = 0, string? Outcome = null, string? Note = null, string? Code = null, int? Distance = null, int? Accuracy = null, string? Service = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>When it was tapped, on the program's clock; null where it was sent at once.</summary>
    public DateTimeOffset? GivenAt(TimeProvider time) => Waited is > 0 and var ms
        ? time.GetUtcNow() - TimeSpan.FromMilliseconds(Math.Min(ms, Longest.TotalMilliseconds)) * (time is DemoTime demo ? demo.Speed : 1)
        : null;
}

/// <summary>How far a visit has come, for a phone whose page may not know it yet.</summary>
/// <param name="Id">Which visit.</param>
/// <param name="Stage">See <see cref="VisitStage"/>.</param>
internal sealed record VisitNow(Guid Id, string Stage)
{
    /// <summary>The visit as stored.</summary>
    public static VisitNow Of(Visit visit) => new(visit.Id.Value, VisitStages.StageOf(visit).ToString());
}

/// <summary>What the phone shows of a visit: one stage, one primary button.</summary>
public enum VisitStage
{
    /// <summary>Waits for the grid manager.</summary>
    Waiting,

    /// <summary>Somebody may leave.</summary>
    Ready,
    OnTheWay,
    Arrived,
    Inside,

    /// <summary>Ended, whichever way.</summary>
    Over,
}

/// <summary>Tells the stage of a visit.</summary>
public static class VisitStages
{
    /// <summary>The stage.</summary>
    public static VisitStage StageOf(Visit visit) => visit switch
    {
        { IsOpen: false } => VisitStage.Over,
        { State: VisitState.Asked, MayLeaveAtOnce: false } => VisitStage.Waiting,
        { State: VisitState.Asked or VisitState.Approved } => VisitStage.Ready,
        { State: VisitState.OnTheWay } => VisitStage.OnTheWay,
        { InsideAt: null } => VisitStage.Arrived,
        _ => VisitStage.Inside,
    };
}
