namespace CommunityConsole.Core.MutualHelp;

/// <summary>What somebody asks for.</summary>
/// <param name="Service">Code of the time bank's catalogue.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Minutes">How long, as it is thought now.</param>
/// <param name="Building">In which building.</param>
public sealed record HelpWish(int Service, DateTimeOffset At, int Minutes, string Building)
{
    /// <summary>Unit and room; shown to the helper once both have agreed.</summary>
    public string Door { get; init; } = "";

    /// <summary>Telephone number; shown to the helper once both have agreed.</summary>
    public string Phone { get; init; } = "";

    /// <summary>What the person speaks, in words; empty where it does not matter.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The helper must have learned first aid.</summary>
    public bool FirstAid { get; init; }

    /// <summary>A woman or a man is wished for.</summary>
    public HelpSex Helper { get; init; }

    /// <summary>Anything else, in own words.</summary>
    public string Note { get; init; } = "";

    /// <summary>When it is over, UTC.</summary>
    public DateTimeOffset Ends => At.AddMinutes(Minutes);

    /// <summary>Whether both take place at the same time.</summary>
    public bool Meets(HelpWish other) => At < other.Ends && other.At < Ends;
}
