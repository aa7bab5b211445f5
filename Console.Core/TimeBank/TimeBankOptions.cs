using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Section <c>TimeBank</c>: what a community decides for itself. All of it is stricter than the rules, which the contract checks again.</summary>
public sealed class TimeBankOptions : IValidatableObject
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "TimeBank";

    /// <summary>From which age one can be a member; the year of birth decides.</summary>
    [Range(0, 120)]
    public int LeastAgeToJoin { get; set; } = 16;

    /// <summary>From which age minutes can be redeemed.</summary>
    [Range(0, 120)]
    public int LeastAgeToRedeem { get; set; } = 60;

    /// <summary>How many minutes one provider can have credited for one day.</summary>
    [Range(1, TimeBankLimits.Day)]
    public int MinutesPerDay { get; set; } = 240;

    /// <summary>How many minutes one provider can have credited in all.</summary>
    [Range(1, 10_000_000)]
    public int TotalMinutes { get; set; } = 90_000;

    /// <summary>How far a newcomer may go below nothing, so that who needs help need not first give some.</summary>
    [Range(TimeBankLimits.LowestFloor, 0)]
    public int NewcomerFloor { get; set; } = -600;

    /// <summary>How many days back a service can be filed.</summary>
    [Range(0, 365)]
    public int FilingDays { get; set; } = 30;

    /// <summary>How long a phone code can be used.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan CodeTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TotalMinutes < MinutesPerDay)
        {
            yield return new ValidationResult("In all less than on one day.", [nameof(TotalMinutes)]);
        }
    }
}
