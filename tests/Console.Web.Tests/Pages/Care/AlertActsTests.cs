using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Web.Pages.Care;

namespace CommunityConsole.Web.Tests.Pages.Care;

public sealed class AlertActsTests
{
    [Theory]
    [InlineData(null, AlertAct.Contact)]
    [InlineData(ContactOutcome.Fine, AlertAct.Resolve)]
    [InlineData(ContactOutcome.NoAnswer, AlertAct.Visit)]
    [InlineData(ContactOutcome.NeedsHelp, AlertAct.Visit)]
    public void Next_AfterACall_FollowsFromItsOutcome(ContactOutcome? outcome, AlertAct next)
    {
        var alert = MadeUpAlerts.Of(1).StartContact(MadeUpAlerts.Worker, MadeUpAlerts.Noon).Value;
        if (outcome is { } came)
        {
            alert = alert.RecordContact(MadeUpAlerts.Worker, came, "", MadeUpAlerts.Noon).Value;
        }

        Assert.Equal(next, AlertActs.Next(alert));
    }

    [Theory]
    [InlineData(WalkEnd.None, Severity.Urgent, AlertAct.Contact)]
    [InlineData(WalkEnd.Fine, Severity.Urgent, AlertAct.Resolve)]
    [InlineData(WalkEnd.NeedsHelp, Severity.Urgent, AlertAct.Visit)]
    [InlineData(WalkEnd.NobodyReached, Severity.Urgent, AlertAct.Visit)]
    [InlineData(WalkEnd.SomeoneLooks, Severity.Urgent, AlertAct.Contact)]
    [InlineData(WalkEnd.None, Severity.Critical, AlertAct.Visit)]
    [InlineData(WalkEnd.Fine, Severity.Critical, AlertAct.Visit)]
    public void Next_OfTheWalk_SendsSomebodyFirstWhereItIsCritical(WalkEnd end, Severity severity, AlertAct next)
    {
        var alert = MadeUpAlerts.Of(1, severity).StartContact(MadeUpAlerts.Worker, MadeUpAlerts.Noon).Value;

        Assert.Equal(next, AlertActs.Next(alert, new ContactWalk([], null, end)));
    }

    [Fact]
    public void Buttons_WhateverTheState_KeepTheirPlacesAndKeys()
    {
        var open = MadeUpAlerts.Of(1);
        var taken = open.Take(MadeUpAlerts.Worker, MadeUpAlerts.Noon).Value;

        Assert.Equal(
            AlertActs.Of(open, mine: false, mayTakeOver: false).Select(act => act.Key),
            AlertActs.Of(taken, mine: true, mayTakeOver: true).Select(act => act.Key));
    }

    [Fact]
    public void Buttons_OfAnAlertInAnotherHand_CannotBePressed()
    {
        var taken = MadeUpAlerts.Of(1).Take(MadeUpAlerts.Worker, MadeUpAlerts.Noon).Value;

        Assert.All(AlertActs.Of(taken, mine: false, mayTakeOver: false), act => Assert.False(act.Possible));
    }
}
