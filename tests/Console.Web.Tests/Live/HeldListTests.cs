using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Tests.Pages.Care;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Live;

/// <summary>Under a hand that is about to press, no row of a live list moves.</summary>
public sealed class HeldListTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HeldList<Alert, AlertId> _list;
    private readonly Alert _first = MadeUpAlerts.Of(1);
    private readonly Alert _second = MadeUpAlerts.Of(2);
    private readonly Alert _worse = MadeUpAlerts.Of(3, Severity.Critical);

    public HeldListTests() => _list = new(alert => alert.Id, _time, isTail: alert => alert.ShelvedUntil is not null);

    [Fact]
    public void Newcomer_WhileNobodyIsInTheList_TakesItsRank()
    {
        _list.Update([_first, _second]);

        _list.Update([_worse, _first, _second]);

        Assert.Equal([_worse.Id, _first.Id, _second.Id], Ids());
        Assert.Empty(_list.Waiting);
    }

    [Fact]
    public void Newcomer_WhileAHandIsInTheList_WaitsAndIsCounted()
    {
        _list.Update([_first, _second]);
        _list.PointerIn();

        _list.Update([_worse, _second, _first]);

        Assert.Equal([_first.Id, _second.Id], Ids());
        Assert.Equal([_worse], _list.Waiting);
    }

    [Fact]
    public void Change_WhileHeld_IsDrawnInItsPlace()
    {
        _list.Update([_first, _second]);
        _list.PointerIn();
        var taken = _second.Take(MadeUpAlerts.Worker, MadeUpAlerts.Noon).Value;

        _list.Update([taken, _first]);

        Assert.Equal([_first.Id, _second.Id], Ids());
        Assert.Equal(AlertState.Taken, _list.Rows[1].Item.State);
    }

    [Fact]
    public async Task Gone_WhileHeld_StaysGreyedUntilTheHandIsOff()
    {
        _list.Update([_first, _second]);
        _list.PointerIn();

        _list.Update([_second]);

        Assert.Equal([true, false], _list.Rows.Select(row => row.Gone));
        await LeaveAsync();
        Assert.Equal([_second.Id], Ids());
    }

    [Fact]
    public void LetIn_WhileHeld_ShowsTheNewcomersAtTheirRank()
    {
        _list.Update([_first]);
        _list.PointerIn();
        _list.Update([_worse, _first]);

        _list.LetIn();

        Assert.Equal([_worse.Id, _first.Id], Ids());
        Assert.Empty(_list.Waiting);
    }

    [Fact]
    public async Task Tail_IsTheEndOfTheList_AndNothingMovesToItUnderAHand()
    {
        var shelved = MadeUpAlerts.Shelved(2);
        _list.Update([_first, shelved]);
        Assert.Equal((_first.Id, shelved.Id), (Assert.Single(_list.Head).Item.Id, Assert.Single(_list.Tail).Item.Id));
        _list.PointerIn();

        _list.Update([_second, MadeUpAlerts.Shelved(1)]);

        Assert.Equal([true, false], _list.Head.Concat(_list.Tail).Select(row => row.Item.ShelvedUntil is not null));
        await LeaveAsync();
        Assert.Equal((_second.Id, _first.Id), (Assert.Single(_list.Head).Item.Id, Assert.Single(_list.Tail).Item.Id));
    }

    [Fact]
    public void UnchangedRows_StayTheSameObjects()
    {
        _list.Update([_first, _second]);
        var before = _list.Rows[1];

        _list.Update([_worse, _first, _second]);

        Assert.Same(before, _list.Rows[2]);
    }

    [Fact]
    public async Task Focus_FromRowToRow_LetsNothingMove()
    {
        _list.Update([_first]);
        _list.FocusIn();
        var left = _list.FocusOutAsync(CancellationToken.None);
        _list.FocusIn();
        _time.Advance(TimeSpan.FromSeconds(1));
        await left;

        _list.Update([_worse, _first]);

        Assert.Equal([_first.Id], Ids());
    }

    private async Task LeaveAsync()
    {
        var left = _list.PointerOutAsync(CancellationToken.None);
        Assert.False(left.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        await left;
    }

    private IEnumerable<AlertId> Ids() => _list.Rows.Select(row => row.Item.Id);
}
