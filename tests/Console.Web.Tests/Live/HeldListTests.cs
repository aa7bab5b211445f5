using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Web.Pages.Care;

namespace CommunityConsole.Web.Tests.Pages.Care;

public sealed class CareListTests
{
    private readonly CareList _list = new();
    private readonly Alert _first = MadeUpAlerts.Of(1);
    private readonly Alert _second = MadeUpAlerts.Of(2);
    private readonly Alert _worse = MadeUpAlerts.Of(3, Severity.Critical);

    [Fact]
    public void Newcomer_WhileNobodyIsInTheList_TakesItsRank()
    {
        _list.Update([_first, _second]);

        _list.Update([_worse, _first, _second]);

        Assert.Equal([_worse.Id, _first.Id, _second.Id], Ids());
        Assert.Equal(0, _list.Waiting);
    }

    [Fact]
    public void Newcomer_WhileAHandIsInTheList_WaitsAndIsCounted()
    {
        _list.Update([_first, _second]);
        _list.Hold();

        _list.Update([_worse, _second, _first]);

        Assert.Equal([_first.Id, _second.Id], Ids());
        Assert.Equal(1, _list.Waiting);
        Assert.Equal(Severity.Critical, _list.WorstWaiting);
    }

    [Fact]
    public void Change_WhileHeld_IsDrawnInItsPlace()
    {
        _list.Update([_first, _second]);
        _list.Hold();
        var taken = _second.Take(MadeUpAlerts.Worker, MadeUpAlerts.Noon).Value;

        _list.Update([taken, _first]);

        Assert.Equal([_first.Id, _second.Id], Ids());
        Assert.Equal(AlertState.Taken, _list.Rows[1].Alert.State);
    }

    [Fact]
    public void Closed_WhileHeld_StaysGreyedUntilTheHandIsOff()
    {
        _list.Update([_first, _second]);
        _list.Hold();

        _list.Update([_second]);

        Assert.Equal([true, false], _list.Rows.Select(row => row.Gone));
        _list.Release();
        Assert.Equal([_second.Id], Ids());
    }

    [Fact]
    public void LetIn_WhileHeld_ShowsTheNewcomersAtTheirRank()
    {
        _list.Update([_first]);
        _list.Hold();
        _list.Update([_worse, _first]);

        _list.LetIn();

        Assert.Equal([_worse.Id, _first.Id], Ids());
        Assert.Equal(0, _list.Waiting);
    }

    [Fact]
    public void Shelf_IsTheEndOfTheList_AndNothingMovesToItUnderAHand()
    {
        var shelved = MadeUpAlerts.Shelved(2);
        _list.Update([_first, shelved]);
        Assert.Equal((_first.Id, shelved.Id), (Assert.Single(_list.Desk).Alert.Id, Assert.Single(_list.Shelf).Alert.Id));
        _list.Hold();

        _list.Update([_second, MadeUpAlerts.Shelved(1)]);

        Assert.Equal([true, false], _list.Desk.Concat(_list.Shelf).Select(row => row.Alert.ShelvedUntil is not null));
        _list.Release();
        Assert.Equal((_second.Id, _first.Id), (Assert.Single(_list.Desk).Alert.Id, Assert.Single(_list.Shelf).Alert.Id));
    }

    [Fact]
    public void UnchangedRows_StayTheSameObjects()
    {
        _list.Update([_first, _second]);
        var before = _list.Rows[1];

        _list.Update([_worse, _first, _second]);

        Assert.Same(before, _list.Rows[2]);
    }

    private IEnumerable<AlertId> Ids() => _list.Rows.Select(row => row.Alert.Id);
}
