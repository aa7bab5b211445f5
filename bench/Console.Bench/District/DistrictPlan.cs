using System.Globalization;

namespace CommunityConsole.Bench.District;

/// <summary>What <c>-- district</c> is to do.</summary>
/// <param name="Homes">Homes of the district, each with three meters that report every 15 minutes.</param>
/// <param name="Minutes">How long it runs in real time before it is killed.</param>
/// <param name="Different">Homes that learned by themselves; the others of the district are copies of them.</param>
internal sealed record DistrictPlan(int Homes, int Minutes, int Different)
{
    /// <summary>Reads <c>--homes N --minutes N --different N</c>.</summary>
    public static DistrictPlan Of(string[] args) => new(Number(args, "--homes", 100_000), Number(args, "--minutes", 15), Number(args, "--different", 200));

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
