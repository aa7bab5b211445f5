using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Web.Endpoints.Repairs;

/// <summary>How much anybody without an account may send.</summary>
internal sealed class RepairLimitOptions
{
    /// <summary>Section of the settings file.</summary>
    public const string Section = "Repairs";

    /// <summary>Reports, ratings and answers a minute from one address; 0 for no limit.</summary>
    [Range(0, 10_000)]
    public int ReportsPerMinute { get; set; } = 30;
}
