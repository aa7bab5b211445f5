using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Points;

/// <summary>The parts of the points desk.</summary>
public enum DeskPart
{
    /// <summary>Who came to what.</summary>
    Activities,

    /// <summary>For people who stand here.</summary>
    Counter,

    /// <summary>What is left.</summary>
    Stock,

    /// <summary>Samples, unusual patterns, appeals.</summary>
    Review,

    /// <summary>What holds and what comes.</summary>
    Rules,
}

/// <summary>The points desk of coordinators and of the counter, as it changes.</summary>
public sealed partial class PointsDeskPage(
    PointsReader reader, CheckInReader checkInReader, PointsDesk desk, CheckInDesk checkIns, PointsDialogs dialogs, PointsBell bell, HomeDirectory homes, EstateCalendar calendar, TimeProvider time)
{
    private const int Most = 30;
    private PointsDeskView? _view;
    private CheckInReview? _review;
    private MemberCard? _card;
    private PointsVoucher? _voucher;
    private string? _words;
    private string? _refusal;
    private string? _said;
    private string _code = "";
    private bool _sending;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>Which part, from the address.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Asked { get; set; }

    private bool Confirms => May(PointsCommand.Confirm);

    private bool Serves => May(PointsCommand.Serve);

    private bool Reverses => May(PointsCommand.Reverse);

    private bool Enrols => May(PointsCommand.Enrol);

    private DeskPart Part => Enum.TryParse<DeskPart>(Asked, out var asked) && Parts.Contains(asked) ? asked : Confirms ? DeskPart.Activities : DeskPart.Counter;

    private IEnumerable<DeskPart> Parts => Enum.GetValues<DeskPart>().Where(part => part != DeskPart.Review || Confirms);

    private List<MemberView> Found => [.. MemberWords.Find(_view?.Members ?? [], _words, homes, Me.Community)];

    private DateTimeOffset Now => time.GetUtcNow();

    private DateOnly Today => calendar.Day(Now);

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(ReadAsync, _ => { });

    private bool May(PointsCommand command) => PointsRights.Table.Allows(command, Me.Role);

    private int? CountOf(DeskPart part) => part == DeskPart.Review && _review is { } review ? review.Samples.Count + review.Patterns.Count + review.Appeals.Count(view => view.Appeal.Granted is null) : null;

    private async IAsyncEnumerable<bool> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in bell.WatchAsync(Me.Community, stop))
        {
            await LoadAsync(stop);
            yield return true;
        }
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        var read = await Me.DoAsync(actor => reader.DeskAsync(actor, stop));
        (_view, _refusal) = read.Succeeded ? (read.Value, _refusal) : (_view, read.Problem.Message.ToString());
        if (Confirms)
        {
            var review = await Me.DoAsync(actor => checkInReader.ReviewAsync(actor, stop));
            _review = review.Succeeded ? review.Value : _review;
        }

        if (_card is { } card)
        {
            var member = await Me.DoAsync(actor => reader.MemberAsync(card.Member.Account, actor, stop));
            _card = _card is null || !member.Succeeded ? _card : member.Value;
        }
    }

    private async Task OpenAsync(LedgerKey account)
    {
        var member = await Me.DoAsync(actor => reader.MemberAsync(account, actor, CancellationToken.None));
        (_card, _voucher, _refusal, _said) = (member.Succeeded ? member.Value : null, null, member.Problem?.Message.ToString(), null);
    }

    private void CloseCard() => (_card, _voucher, _words) = (null, null, null);

    private Task PlanAsync() => dialogs.PlanAsync(_view?.Rules?.Rules ?? [], Me);

    private async Task ConfirmAsync(ActivityView activity)
    {
        _said = await dialogs.ConfirmAsync(activity, _view?.Members ?? [], Me) ?? _said;
        await LoadAsync(CancellationToken.None);
    }

    private async Task EnrolAsync()
    {
        if (await dialogs.EnrolAsync(Me) is { } account)
        {
            await LoadAsync(CancellationToken.None);
            await OpenAsync(account);
            _said = Text["Enrolled"];
        }
    }

    private async Task RedeemAsync(OfferView offer)
    {
        if (_card is { } card && await dialogs.RedeemAsync(card, offer, Me) is { } voucher)
        {
            _voucher = voucher;
            await LoadAsync(CancellationToken.None);
        }
    }

    private async Task CancelAsync(PointsVoucher voucher)
    {
        await dialogs.CancelAsync(voucher, Me);
        await LoadAsync(CancellationToken.None);
    }

    private async Task ReverseAsync(EntryView entry)
    {
        await dialogs.ReverseAsync(entry, Me);
        await LoadAsync(CancellationToken.None);
    }

    private async Task StockAsync(OfferView offer)
    {
        await dialogs.StockAsync(offer, Me);
        await LoadAsync(CancellationToken.None);
    }

    private async Task AnswerAsync((PointsAppeal Appeal, bool IsGranted) answer)
    {
        await dialogs.AnswerAsync(answer.Appeal, answer.IsGranted, Me);
        await LoadAsync(CancellationToken.None);
    }

    private Task SettleAsync((CheckIn CheckIn, bool WasThere) settled) =>
        DoAsync(actor => checkIns.SettleAsync(settled.CheckIn.Activity, settled.CheckIn.Account, settled.WasThere, actor, CancellationToken.None), _ => Text["Settled"]);

    private Task FindVoucherAsync() => HonourAsync(_code);

    private Task HonourAsync(string code) => DoAsync(actor => desk.HonourAsync(code, actor, CancellationToken.None), change => Text["Honoured", change.Voucher!.RewardName.ToString()]);

    // No token: a decision once made is finished even if the page closes.
    private async Task DoAsync(Func<Actor, Task<Result<PointsChange>>> command, Func<PointsChange, string> said)
    {
        if (_sending)
        {
            return;
        }

        _sending = true;
        try
        {
            var done = await Me.DoAsync(command);
            (_refusal, _said) = (done.Problem?.Message.ToString(), done.Succeeded ? said(done.Value) : null);
            _code = done.Succeeded ? "" : _code;
            await LoadAsync(CancellationToken.None);
        }
        finally
        {
            _sending = false;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Time(DateTimeOffset at) => calendar.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
