using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>Papers are entered: each by two people, at two screens; no screen shows what the other person entered.</summary>
public sealed partial class VotePaper(PaperDesk papers, VoteArchive archive)
{
    private const int Most = 30;
    private const int Few = 5;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private IReadOnlyList<RollLine> _roll = [];
    private IReadOnlyList<SlipLine> _lines = [];
    private RollEntry? _entry;
    private int? _sheet;
    private string _option = "";
    private string _phrase = "";
    private string? _words;
    private string? _refusal;
    private string? _said;
    private bool _differs;
    private bool _busy;
    private bool _toFocus;
    private ElementReference _heading;

    /// <inheritdoc />
    protected override TimeSpan? Again => RollPause;

    private bool IsSecret => Vote!.Definition.Mode == VoteMode.Secret;

    // From here on what is on the sheets is entered, and not who put one in.
    private bool IsUrnOpen => _lines.Any(line => line is { Kind: SlipKind.Urn, Agreed: true });

    private IReadOnlyList<VoteOption> SheetOptions => Vote!.Definition.Options.Any(option => option.Code == VoteOption.Abstain)
        ? [.. Vote.Definition.Options, new VoteOption(VoteSlip.Spoilt, Text["SheetSpoilt"])]
        : Vote.Definition.Options;

    private int Shown => IsSecret && _words is null ? Few : Most;

    private IEnumerable<RollLine> Found => RollSearch.Find(_roll, _words);

    // What the colleague enters at another screen changes nothing that the board shows.
    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => LinesAsync(stop), lines => _lines = lines);

    /// <inheritdoc />
    protected override async Task ReadAsync()
    {
        var roll = await Me.DoAsync(actor => archive.RollAsync(Id, actor, CancellationToken.None));
        _roll = roll.Succeeded ? roll.Value : [];
        _lines = await ReadLinesAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_toFocus && _entry is not null)
        {
            _toFocus = false;
            await _heading.FocusAsync();
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<SlipLine>> LinesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in Ticks.EveryAsync(Look, Clock, stop))
        {
            if (Vote?.State == VoteState.Open)
            {
                yield return await TryAsync(ReadLinesAsync, _lines);
            }
        }
    }

    private async Task<IReadOnlyList<SlipLine>> ReadLinesAsync()
    {
        var lines = await Me.DoAsync(actor => papers.ListAsync(Id, actor, CancellationToken.None));
        return lines.Succeeded ? [.. lines.Value.Where(line => line.Kind != SlipKind.Witness)] : _lines;
    }

    // The colleague's half: of a paper the form, of a sheet its number; what was read there is not shown.
    private Task Begin(SlipLine line)
    {
        if (line.Kind == SlipKind.Urn)
        {
            return OpenUrnAsync();
        }

        if (line.Entry is { } entry)
        {
            return PutAsync(entry);
        }

        (_sheet, _option, _phrase) = (int.Parse(line.About, CultureInfo.InvariantCulture), "", "");
        return Task.CompletedTask;
    }

    private async Task PutAsync(RollEntry entry)
    {
        if (IsSecret)
        {
            await GiveAsync(clerk => papers.HandAsync(Id, entry.Id, clerk, CancellationToken.None));
        }
        else
        {
            (_entry, _option, _refusal, _said, _toFocus) = (entry, "", null, null, true);
        }
    }

    private async Task EnterAsync()
    {
        if (_entry is { } entry && await GiveAsync(clerk => papers.EnterAsync(Id, entry.Id, _option, clerk, CancellationToken.None)))
        {
            Leave();
        }
    }

    private async Task EnterSheetAsync()
    {
        if (_sheet is { } sheet && await GiveAsync(clerk => papers.EnterSheetAsync(Id, sheet, _option, _phrase, clerk, CancellationToken.None)))
        {
            (_sheet, _option, _phrase) = (sheet + 1, "", "");
        }
    }

    private Task<bool> TakeBackAsync(SlipLine line) => GiveAsync(clerk => papers.TakeBackAsync(Id, line.Kind, line.About, clerk, CancellationToken.None));

    private Task<bool> KeepAsync(SlipLine line) => GiveAsync(clerk => papers.KeepAsync(Id, line.Kind, line.About, clerk, CancellationToken.None));

    private Task<bool> OpenUrnAsync() => GiveAsync(clerk => papers.OpenUrnAsync(Id, clerk, CancellationToken.None));

    private Task<bool> CountAsync() => GiveAsync(clerk => papers.CountAsync(Id, clerk, CancellationToken.None));

    private void Leave() => (_entry, _option) = (null, "");

    private async Task<bool> GiveAsync(Func<Actor, Task<Result<PaperAnswer>>> command)
    {
        if (_busy)
        {
            return false;
        }

        _busy = true;
        var given = await Me.DoAsync(command);
        (_refusal, _said, _differs) = (given.Problem?.Message.ToString(), given.Succeeded ? Said(given.Value) : null, given.Succeeded && given.Value.Outcome == PaperOutcome.Differs);
        await TryReadAsync();
        _busy = false;
        return given.Succeeded;
    }

    private string Said(PaperAnswer answer) => answer switch
    {
        { Receipt: { } receipt } => Text["PaperCast", receipt.Leaf, VoteFigures.Grouped(receipt.Code)],
        { Cast: > 0 } => Text["PaperUrnCast", answer.Cast],
        _ => Text["Paper" + answer.Outcome],
    };
}
