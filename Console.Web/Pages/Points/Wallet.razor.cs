using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Points;

/// <summary>The resident's own points, as they change.</summary>
public sealed partial class Wallet(PointsReader reader, PointsDesk desk, CheckInDesk checkIns, PointsBell bell, EstateCalendar calendar)
{
    private PointsWallet? _wallet;
    private string? _refusal;
    private string? _asked;
    private bool _sending;
    private bool _forgotten;

    // Names one wish: a second tap, or one sent again after a lost link, is the same redemption.
    private Guid _key;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(ReadAsync, Show);

    private async IAsyncEnumerable<Result<PointsWallet>> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in bell.WatchAsync(Me.Community, stop))
        {
            yield return await Me.DoAsync(actor => reader.WalletAsync(actor, stop));
        }
    }

    private void Show(Result<PointsWallet> read)
    {
        _wallet = read.Succeeded ? read.Value : _wallet;
        _refusal = read.Problem?.Message.ToString() ?? _refusal;
    }

    private void Ask(OfferView offer) => (_asked, _key) = (offer.Reward.Code, Guid.NewGuid());

    private Task JoinAsync() => DoAsync(actor => desk.JoinAsync(actor, CancellationToken.None));

    private Task RedeemAsync(OfferView offer) => DoAsync(actor => desk.RedeemAsync(offer.Reward.Code, actor with { CommandKey = _key }, CancellationToken.None));

    private Task GiveBackAsync(PointsVoucher voucher) => DoAsync(actor => desk.CancelOwnAsync(voucher.Code, actor, CancellationToken.None));

    private Task RankAsync(bool isUnranked) => DoAsync(actor => desk.RankAsync(isUnranked, actor, CancellationToken.None));

    private async Task ForgetAsync()
    {
        await DoAsync(actor => checkIns.ForgetAsync(actor, CancellationToken.None));
        _forgotten = _refusal is null;
    }

    // No token: a decision once made is finished even if the page closes.
    private async Task DoAsync(Func<Actor, Task<Result<PointsChange>>> command)
    {
        _sending = true;
        try
        {
            _refusal = (await Me.DoAsync(command)).Problem?.Message.ToString();
            _asked = null;
            var read = await Me.DoAsync(actor => reader.WalletAsync(actor, CancellationToken.None));
            _wallet = read.Succeeded ? read.Value : _wallet;
        }
        finally
        {
            _sending = false;
        }
    }

    private string Reach(OfferView offer, long balance) =>
        offer.Left < 1 ? Text["SoldOut"]
        : balance < offer.Reward.Price ? Text["Missing", offer.Reward.Price - balance]
        : Text["Left", offer.Left];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Time(DateTimeOffset at) => calendar.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
