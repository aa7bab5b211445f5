using System.Text.Json;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Hubs;
using CommunityConsole.Web.Tests.Pages.Care;

namespace CommunityConsole.Web.Tests.Hubs;

/// <summary>The line is a fixed interface: screens outside rely on its fields.</summary>
public sealed class AlertLineTests
{
    [Fact]
    public void Line_OfAnAlertProposedAsFalse_HasTheFixedFieldsAndIsStillInHand()
    {
        var taken = MadeUpAlerts.Of(1, Severity.Critical).Take(MadeUpAlerts.Worker, MadeUpAlerts.Noon).Value;
        var proposed = taken.ProposeFalse(MadeUpAlerts.Worker, FalseReason.Asleep, "", MadeUpAlerts.Noon).Value;
        var calendar = new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        var line = JsonSerializer.SerializeToElement(AlertLine.Of(proposed, calendar), JsonSerializerOptions.Web);

        Assert.Equal(["id", "state", "time", "home", "kind", "severity", "change", "since", "evidence"], line.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Taken", line.GetProperty("state").GetString());
    }
}
