using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>The hall's tablet: the clerk finds the person, hands it over, the person chooses; then the screen knows nothing any more.</summary>
public sealed partial class VoteServe(BallotDesk ballots, PaperDesk papers, VoteArchive archive, TimeProvider time)
{
    private const int Most = 30;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Choosing = TimeSpan.FromMinutes(5);

    private IReadOnlyList<RollLine> _roll = [];
    private IReadOnlyList<SlipLine> _witnesses = [];
    private RollLine? _chosen;
    private VoteReceipt? _given;
    private VoteChannel _channel = VoteChannel.Tablet;
    private string? _words;
    private string? _refusal;
    private string _key = "";
    private DateTimeOffset? _clearAt;

    [Inject]
    private StaffDirectory Staff { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(stop => Ticks.EveryAsync(Look, time, stop), now =>
        {
            if (now >= _clearAt)
            {
                Clear();   // whoever was called away leaves no receipt and no name behind
            }
        });
        Follow(WitnessesAsync, witnesses => _witnesses = witnesses);
    }

    /// <inheritdoc />
    protected override TimeSpan? Again => RollPause;

    /// <inheritdoc />
    protected override async Task ReadAsync()
    {
        var roll = await Me.DoAsync(actor => archive.RollAsync(Id, actor, CancellationToken.None));
        _roll = roll.Succeeded ? roll.Value : [];
    }

    // The second person confirms on a phone of their own: this screen hears of it by looking.
    private async IAsyncEnumerable<IReadOnlyList<SlipLine>> WitnessesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in Ticks.EveryAsync(Look, time, stop))
        {
            if (_channel == VoteChannel.Visit && _chosen is null && Vote?.State == VoteState.Open)
            {
                yield return await ReadWitnessesAsync();
            }
        }
    }

    private async Task<IReadOnlyList<SlipLine>> ReadWitnessesAsync()
    {
        var lines = await Me.DoAsync(actor => papers.ListAsync(Id, actor, CancellationToken.None));
        return lines.Succeeded ? [.. lines.Value.Where(line => line.Kind == SlipKind.Witness)] : _witnesses;
    }

    private IReadOnlyList<StaffId> WitnessesOf(RollLine line) => _witnesses.FirstOrDefault(slip => slip.Entry?.Id == line.Entry.Id)?.EnteredBy ?? [];

    private async Task ChooseAsync(VoteChannel channel)
    {
        _channel = channel;
        _witnesses = await ReadWitnessesAsync();
    }

    private async Task WitnessAsync(RollLine line)
    {
        _refusal = (await Me.DoAsync(second => papers.WitnessAsync(Id, line.Entry.Id, second, CancellationToken.None))).Problem?.Message.ToString();
        _witnesses = await ReadWitnessesAsync();
    }

    private void HandOver(RollLine line)
    {
        (_chosen, _refusal, _key) = (line, null, Guid.NewGuid().ToString("N"));
        _clearAt = time.GetUtcNow() + Ticks.InRealTime(time, Choosing);
    }

    private async Task CastAsync((string Option, string Phrase) chosen)
    {
        if (_chosen is not { Entry: var entry })
        {
            return;
        }

        var key = _key;
        var ballot = new Ballot(chosen.Option, key, Phrase: chosen.Phrase);
        var cast = await Me.DoAsync(clerk => ballots.ServeAsync(Id, entry.Id, ballot, _channel, clerk, CancellationToken.None));

        // Cleared while it waited: the answer is for nobody who still stands here. The roll says what became of it.
        if (key == _key)
        {
            (_given, _refusal) = (cast.Succeeded ? cast.Value : null, cast.Problem?.Message.ToString());
            _clearAt = cast.Succeeded ? time.GetUtcNow() + Ticks.InRealTime(time, Reading) : _clearAt;
        }

        await TryReadAsync();
    }

    private void Clear() => (_chosen, _given, _words, _refusal, _clearAt, _key) = (null, null, null, null, null, "");
}
