using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.MutualHelp;

/// <summary>The resident's own hours and help, as they change.</summary>
public sealed partial class TimeWallet(TimeBankReader bank, TimeBankDesk desk, TimeBankBell bell, HelpReader reader, HelpDesk help, IHours hours, HelpDialogs dialogs, TimeProvider time)
{
    private const int MostOpen = 5;
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(30);
    private static readonly (GiftKind Kind, string Icon)[] Gifts = [(GiftKind.Transfer, "people"), (GiftKind.Donate, "heart"), (GiftKind.Redeem, "box")];
    private TimeStatement? _statement;
    private IReadOnlyList<HelpService> _services = [];
    private HelpMine? _mine;
    private string? _refusal;
    private string? _next;
    private int? _year;
    private bool _sending;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The estate's clock.</summary>
    [Inject]
    public required EstateCalendar Calendar { get; set; }

    /// <summary>Names of buildings.</summary>
    [Inject]
    public required HomeDirectory Homes { get; set; }

    private List<HelpView> Running => [.. (_mine?.Mine ?? []).Where(view => !view.Request.HasEnded)];

    // What was filed at the counter, without a request.
    private List<RecordView> Waiting =>
        [.. (_statement?.Waiting ?? []).Where(record => !(_mine?.Mine ?? []).Any(view => hours.NameOf(view.Request) == record.Record.ToString()))];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(ReadAsync, Show);
        Follow(stop => reader.WatchMineAsync(Me.Reader, stop), latest =>
        {
            _mine = latest;
            Say();
        });

        // What comes next depends on the hour too.
        Follow(stop => Ticks.EveryAsync(Redraw, time, stop), _ => Say());
    }

    private async IAsyncEnumerable<(Result<TimeStatement> Statement, IReadOnlyList<HelpService> Services)> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in bell.WatchAsync(stop))
        {
            yield return (await Me.DoAsync(actor => bank.StatementAsync(actor, stop)), await hours.ServicesAsync(Me.Community, stop));
        }
    }

    private void Show((Result<TimeStatement> Statement, IReadOnlyList<HelpService> Services) read)
    {
        (_statement, _services) = (read.Statement.Succeeded ? read.Statement.Value : _statement, read.Services);
        _refusal = read.Statement.Problem?.Message.ToString() ?? _refusal;
    }

    // The first thing the person has to do; else the next to come.
    private void Say()
    {
        var now = time.GetUtcNow();
        var all = Running.Select(view => (View: view, Next: HelpCourse.Of(view.Request, view.Side, now))).OrderBy(one => one.View.Request.Wish.At).ToList();
        var first = all.Find(one => HelpCourse.IsMine(one.Next)) is { View: not null } mine ? mine : all.FirstOrDefault();
        _next = first.View is { } view
            ? Text["NextIs", HelpSentences.When(view.Request.Wish.At, Calendar, Text), ServiceOf(view.Request.Wish.Service)?.Name.ToString() ?? Text["ServiceGone"].Value, HelpSentences.Next(view, first.Next, Text)].Value
            : null;
    }

    private HelpService? ServiceOf(int code) => _services.FirstOrDefault(service => service.Code == code);

    private string Spoken(TimeStatement statement) => Text["Spoken", HelpSentences.Hours(statement.Account.Balance, Text), _next ?? Text["NothingNext"].Value];

    private string TitleOf(TimeLineView line) => string.Join(" · ", new[]
    {
        line.Service?.ToString() ?? Text["Kind" + line.Kind].Value,
        line.Service is null ? "" : Text["Kind" + line.Kind].Value,
        line.With,
        line.Kind == TimeEntryKind.Service && line.Status is RecordStatus.Disputed or RecordStatus.Upheld or RecordStatus.Reversed ? Text["Status" + line.Status].Value : "",
    }.Where(part => part.Length > 0));

    private bool CanDispute(TimeLineView line) => line.Status == RecordStatus.Settled && time.GetUtcNow() - line.At < TimeBankLimits.DisputeTime;

    private Task AskAsync() => dialogs.AskAsync(_mine?.Mine.Where(view => view.Side == HelpSide.Receiver).MaxBy(view => view.Request.AskedAt)?.Request.Wish, Me);

    private Task OfferAsync() => dialogs.OfferAsync(_mine?.Offer, Me);

    private Task GiveAsync(GiftKind kind, long balance) => dialogs.GiveAsync(kind, balance, Me);

    private Task DisputeAsync(Id32 record) => dialogs.DisputeAsync(record, Me);

    private Task EraseAsync() => dialogs.EraseAsync(Me);

    private Task JoinAsync() => DoAsync(actor => desk.JoinAsync(_year ?? 0, actor, CancellationToken.None));

    private Task VolunteerAsync(HelpRequest request) => DoAsync(actor => help.ProposeAsync(request.Id, actor.Id, actor, CancellationToken.None));

    private Task CloseOfferAsync() => DoAsync(actor => help.CloseOfferAsync(actor, CancellationToken.None));

    private async Task OlderAsync()
    {
        // Unfolded until something changes at the bank; then the newest page is shown again.
        var shown = _statement!.Lines;
        var read = await Me.DoAsync(actor => bank.StatementAsync(actor, Stopped, shown[^1].Number));
        if (read.Succeeded)
        {
            _statement = read.Value with { Lines = [.. shown, .. read.Value.Lines] };
        }
    }

    // No token: a decision once made is finished even if the page closes.
    private async Task DoAsync<T>(Func<Actor, Task<Result<T>>> command)
    {
        _sending = true;
        try
        {
            _refusal = (await Me.DoAsync(command)).Problem?.Message.ToString();
        }
        finally
        {
            _sending = false;
        }
    }
}
