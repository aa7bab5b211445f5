using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>What a unit says of a register: its measure, and the factor to whole litres, watt-hours or watts.</summary>
internal static class Units
{
    /// <summary>The meaning of a number in this unit; null for a unit of something else.</summary>
    /// <remarks>Cubic foot and US gallon: NIST Handbook 44, appendix C.</remarks>
    internal static FieldMeaning? Of(string? unit) => unit switch
    {
        "L" or "l" => Litres(1),
        "m³" or "m3" => Litres(1000),
        "ft³" or "ft3" or "CF" => Litres(28.316846592m),
        "CCF" => Litres(2831.6846592m),
        "gal" => Litres(3.785411784m),
        "Wh" => Energy(1),
        "kWh" => Energy(1000),
        "MWh" => Energy(1_000_000),
        "W" => Power(1),
        "kW" => Power(1000),
        _ => null,
    };

    private static FieldMeaning Litres(decimal factor) => new(FieldForm.Number, Measure.TotalLitres, factor);

    private static FieldMeaning Energy(decimal factor) => new(FieldForm.Number, Measure.TotalWattHours, factor);

    private static FieldMeaning Power(decimal factor) => new(FieldForm.Number, Measure.PowerWatts, factor);
}
