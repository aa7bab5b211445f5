using CommunityConsole.Core.Anomalies;
using Xunit.Abstractions;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>
/// Each device fault against twins of the same home: one whose devices are healthy, one in which somebody collapses the
/// moment the device fails, and one with both.
/// </summary>
public sealed class DeviceFaultTests(ITestOutputHelper output)
{
    public static TheoryData<string> Faults => [.. DeviceFault.All.Select(fault => fault.Name)];

    [Fact]
    public void Matrix_HasTwentyFaultsAndMore() => Assert.True(DeviceFault.All.Count >= 20, $"{DeviceFault.All.Count}");

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_OfSomebodyWell_IsAMatterOfTheDeviceOnly(string name)
    {
        var fault = Find(name);
        var healthy = Run(fault, failing: false, collapse: false);

        var decisions = Run(fault, failing: true, collapse: false);

        var quietFrom = fault.LooksLikeSilence ? FaultBench.Fails + fault.KnownAfter : FaultBench.Fails;
        Assert.Equal(Welfare(healthy, fault, quietFrom), Welfare(decisions, fault, quietFrom));
        if (fault.Shows.Length > 0)
        {
            var shown = decisions.FirstOrDefault(decision => decision.Kind == AnomalyKind.DeviceFault && decision.Cause == fault.Shows && decision.Change == DecisionChange.Opened);
            Assert.True(shown is not null, $"{fault.Shows} among {string.Join(", ", decisions.Where(decision => decision.Kind == AnomalyKind.DeviceFault).Select(decision => decision.Cause).Distinct())}");
            var periods = (shown.Time - FaultBench.Fails - fault.KnownAfter) / fault.Period;
            output.WriteLine($"MATRIX | {fault.Name} | `{fault.Shows}`: {shown.Evidence.En} | {fault.KnownAfter.TotalHours:0.##} h | {Math.Max(0, periods):0.0} |");
            Assert.True(periods <= 2.01, $"shown {shown.Time - FaultBench.Fails} after the fault");
        }
        else
        {
            output.WriteLine($"MATRIX | {fault.Name} | nothing | | |");
            Assert.Equal(DeviceMatters(healthy), DeviceMatters(decisions));
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_WhileSomebodyCollapses_DoesNotHideIt(string name)
    {
        var fault = Find(name);
        var healthy = Found(Run(fault, failing: false, collapse: true));

        var found = Found(Run(fault, failing: true, collapse: true));

        Assert.NotNull(healthy);
        Assert.True(found is not null, "never found");
        output.WriteLine($"FOUND | {fault.Name} | {(healthy - FaultBench.Fails)?.TotalHours:0.0} | {(found - FaultBench.Fails)?.TotalHours:0.0} |");
        Assert.True(found <= healthy + fault.LaterBy, $"found after {found - FaultBench.Fails} instead of {healthy - FaultBench.Fails}");
    }

    private static DeviceFault Find(string name) => DeviceFault.All.Single(fault => fault.Name == name);

    private static IReadOnlyList<WatchDecision> Run(DeviceFault fault, bool failing, bool collapse)
    {
        var reports = FaultyHome.Reports(FaultBench.Fails, FaultBench.End, collapse ? FaultBench.Fails : null, fault.WaterUpload);
        return FaultBench.Run(failing ? fault.Of(reports) : reports, fault.WaterUpload);
    }

    // What pages somebody, or would be a matter of the house, beyond what the fault is allowed to look like.
    private static List<(AnomalyKind, DateTimeOffset)> Welfare(IReadOnlyList<WatchDecision> decisions, DeviceFault fault, DateTimeOffset from) =>
    [
        .. decisions.Where(decision => decision.Time >= from && decision.Time - FaultBench.Fails < fault.BelievedAfter && decision.Kind is not (AnomalyKind.DeviceFault or AnomalyKind.RoutineChange)
            && decision.Kind != fault.Also && decision.Severity >= Severity.Attention && decision.Change != DecisionChange.Cleared)
            .Select(decision => (decision.Kind, decision.Time)),
    ];

    private static List<string> DeviceMatters(IReadOnlyList<WatchDecision> decisions) =>
        [.. decisions.Where(decision => decision.Kind == AnomalyKind.DeviceFault).Select(decision => $"{decision.Cause} {decision.Change} {decision.Time:O}")];

    private static DateTimeOffset? Found(IReadOnlyList<WatchDecision> decisions) => decisions
        .Where(decision => decision.Kind == AnomalyKind.Inactivity && decision.Severity >= Severity.Urgent && decision.Change != DecisionChange.Cleared && decision.Time > FaultBench.Fails)
        .Select(decision => (DateTimeOffset?)decision.Time).FirstOrDefault();
}
