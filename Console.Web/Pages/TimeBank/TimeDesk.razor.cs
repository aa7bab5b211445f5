using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.TimeBank;

/// <summary>What the station confirms, and whom it takes in.</summary>
public sealed partial class TimeDesk(TimeBankOffice office, TimeBankDesk bank, TimeBankBell bell)
{
    private readonly HashSet<Id32> _picked = [];
    private TimeDeskView? _desk;
    private string? _refusal;
    private string? _enrolled;
    private (Id32 Record, DeskStep What)? _asked;
    private Id32? _member;
    private bool _sending;
    private string _search = "";
    private string _name = "";
    private string _home = "";
    private int? _birthYear;
    private Guid _key = Guid.NewGuid();

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private bool CanConfirm => Allows(TimeBankCommand.Confirm);

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(ReadAsync, Show);

    private async IAsyncEnumerable<Result<TimeDeskView>> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in bell.WatchAsync(stop))
        {
            yield return await Me.DoAsync(actor => office.DeskAsync(actor, stop));
        }
    }

    private void Show(Result<TimeDeskView> read)
    {
        _desk = read.Succeeded ? read.Value : _desk;
        _refusal = read.Problem?.Message.ToString() ?? _refusal;
        _picked.RemoveWhere(record => _desk?.Waiting.Any(waiting => waiting.Record == record) != true);
    }

    private bool Allows(TimeBankCommand command) => TimeBankRights.Table.Allows(command, Me.Role);

    private void Pick(Id32 record)
    {
        if (!_picked.Remove(record))
        {
            _picked.Add(record);
        }
    }

    private void Ask(RecordView record, DeskStep what) => _asked = (record.Record, what);

    private Task<bool> ConfirmAsync(RecordView record) => DoAsync(actor => bank.ConfirmAsync(record.Record, true, "", actor, CancellationToken.None));

    private Task<bool> ConfirmManyAsync() => DoAsync(actor => bank.ConfirmManyAsync([.. _picked], true, "", actor, CancellationToken.None));

    private Task<bool> SayAsync(RecordView record, DeskStep what, string said) => DoAsync(actor => what switch
    {
        DeskStep.ConfirmFor => bank.ConfirmAsync(record.Record, false, said, actor, CancellationToken.None),
        DeskStep.Reject => bank.RejectForAsync(record.Record, said, actor, CancellationToken.None),
        _ => bank.CancelForAsync(record.Record, said, actor, CancellationToken.None),
    });

    private Task<bool> SuspendAsync(TimeMemberView member, string reason) => DoAsync(actor => member.Figures.Status == MemberStatus.Active
        ? bank.SuspendAsync(member.Account, reason, actor, CancellationToken.None)
        : bank.ResumeAsync(member.Account, reason, actor, CancellationToken.None));

    private async Task EnrolAsync()
    {
        var name = PersonalData.Name(_name);
        if (await DoAsync(actor => bank.EnrolAsync(_name, _home.Trim(), _birthYear ?? 0, actor, CancellationToken.None)))
        {
            (_name, _home, _birthYear, _enrolled) = ("", "", null, Text["Enrolled", name]);
        }
    }

    // No token: a decision once made is finished even if the page closes. A key of its own: a second tap is the same command.
    private async Task<bool> DoAsync(Func<Actor, Task<Result<TimeBankChange>>> command)
    {
        (_sending, _enrolled) = (true, null);
        try
        {
            var given = await Me.DoAsync(actor => command(actor with { CommandKey = _key }));
            (_refusal, _key) = (given.Problem?.Message.ToString(), Guid.NewGuid());
            if (given.Succeeded)
            {
                (_asked, _member) = (null, null);
            }

            return given.Succeeded;
        }
        finally
        {
            _sending = false;
        }
    }

    private enum DeskStep
    {
        ConfirmFor,
        Reject,
        Cancel,
    }
}
