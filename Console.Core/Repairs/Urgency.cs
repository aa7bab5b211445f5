namespace CommunityConsole.Core.Repairs;

/// <summary>How soon somebody must come.</summary>
public enum Urgency
{
    /// <summary>一般: in its turn.</summary>
    Normal,

    /// <summary>紧急: it gets worse, or a home cannot do without it.</summary>
    High,

    /// <summary>危险: somebody may come to harm; at once.</summary>
    Danger,
}

/// <summary>How long a repair may take, by its urgency, in hours.</summary>
public sealed record Deadlines(double Normal, double High, double Danger)
{
    /// <summary>The time allowed from the report on.</summary>
    public TimeSpan For(Urgency urgency) => TimeSpan.FromHours(urgency switch
    {
        Urgency.Danger => Danger,
        Urgency.High => High,
        _ => Normal,
    });
}

/// <summary>Deadlines that hold for reports from a day on, so that a new promise does not change what older reports were promised.</summary>
public sealed record DatedDeadlines(DateOnly From, Deadlines Deadlines);
