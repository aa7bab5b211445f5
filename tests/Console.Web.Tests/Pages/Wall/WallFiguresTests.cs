using CommunityConsole.Core.Anomalies;
using CommunityConsole.Web.Pages.Map;
using CommunityConsole.Web.Pages.Wall;
using CommunityConsole.Web.Tests.Pages.Care;
using static CommunityConsole.Web.Tests.Pages.Care.MadeUpAlerts;

namespace CommunityConsole.Web.Tests.Pages.Wall;

public sealed class WallFiguresTests
{
    [Fact]
    public void LongestUnanswered_IsTheOneThatHasCalledLongest_AndNotTheGravest()
    {
        var old = MadeUpAlerts.Of(1, Severity.Attention) with { DecidedAt = Noon.AddMinutes(-20) };
        var grave = MadeUpAlerts.Of(2, Severity.Critical);

        Assert.Equal(old.Id, WallFigures.LongestUnanswered([grave, old])?.Id);
    }

    [Fact]
    public void LongestUnanswered_WhatCallsNobodyOrIsInHand_IsPassedOver()
    {
        var taken = MadeUpAlerts.Of(1, Severity.Critical).Take(Worker, Noon).Value;
        var remark = MadeUpAlerts.Of(2, Severity.Notice);
        var device = MadeUpAlerts.Of(3) with { Kind = AnomalyKind.DeviceFault };
        var away = MadeUpAlerts.Of(4).Hold(Noon.AddDays(1), Worker, Noon);

        Assert.Null(WallFigures.LongestUnanswered([taken, remark, device, away, MadeUpAlerts.Shelved(5)]));
    }

    [Fact]
    public void Weight_OfWhatIsShelved_IsThatOfARemark() => Assert.Equal(new SeverityCounts(1, 0, 1, 0), SeverityCounts.Of([MadeUpAlerts.Shelved(1), MadeUpAlerts.Of(2)]));

    [Fact]
    public void Newest_OfSeveralAlerts_IsTheLatestStep()
    {
        var first = MadeUpAlerts.Of(1).Take(Worker, Noon.AddMinutes(1)).Value;
        var second = MadeUpAlerts.Of(2).Take(Worker, Noon.AddMinutes(2)).Value;

        var newest = WallEvent.Newest([second, first]);

        Assert.Equal(second.Id, newest?.Alert.Id);
        Assert.Equal(newest, WallEvent.Newer(newest, WallEvent.Newest([first])));
        Assert.Equal(newest, WallEvent.Newer(null, newest));
        Assert.Equal(newest, WallEvent.Newer(newest, null));
    }
}
