using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.TimeBank;

/// <summary>Disputes as they come and are ruled on.</summary>
public sealed partial class TimeDisputes(TimeBankOffice office, TimeBankDesk bank, TimeBankBell bell)
{
    private TimeDisputesView? _seen;
    private string? _refusal;
    private (Id32 Record, bool Reverse)? _asked;
    private bool _sending;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(ReadAsync, Show);

    private async IAsyncEnumerable<Result<TimeDisputesView>> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in bell.WatchAsync(stop))
        {
            yield return await Me.DoAsync(actor => office.DisputesAsync(actor, stop));
        }
    }

    private void Show(Result<TimeDisputesView> read)
    {
        _seen = read.Succeeded ? read.Value : _seen;
        _refusal = read.Problem?.Message.ToString() ?? _refusal;
    }

    // No token: a decision once made is finished even if the page closes.
    private async Task RuleAsync(RecordView record, bool reverse, string reason)
    {
        _sending = true;
        try
        {
            var given = await Me.DoAsync(actor => bank.RuleAsync(record.Record, reverse, reason, actor, CancellationToken.None));
            _refusal = given.Problem?.Message.ToString();
            _asked = given.Succeeded ? null : _asked;
        }
        finally
        {
            _sending = false;
        }
    }
}
