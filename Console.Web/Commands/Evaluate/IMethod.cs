using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>A way of telling that somebody has been silent for too long, fed with the readings of one home in order.</summary>
internal interface IMethod
{
    /// <summary>The severity at which an alert stands now; null for none.</summary>
    Severity? Standing { get; }

    /// <summary>Takes a reading in and adds what it tells: the event time and the severity reached.</summary>
    void Take(in Reading reading, List<Told> told);

    /// <summary>An independent copy: the same past, another future.</summary>
    IMethod Copy();
}

/// <summary>An alert of inactivity opened or raised.</summary>
internal readonly record struct Told(DateTimeOffset At, Severity Severity);
