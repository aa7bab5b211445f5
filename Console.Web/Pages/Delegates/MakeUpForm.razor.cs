using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Votes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CommunityConsole.Web.Pages.Delegates;

/// <summary>Brings how many people of the estate belong to each group.</summary>
public sealed partial class MakeUpForm(DelegateReader reader, MakeUpDesk desk, HomeDirectory homes, EstateCalendar calendar, TimeProvider time)
{
    private Guid _key = Guid.NewGuid();
    private IReadOnlyList<string> _groups = [];
    private MakeUpTable? _seen;
    private string _source = "";
    private DateOnly _asOf;
    private DateOnly _today;
    private string _table = "";
    private IReadOnlyList<Sentence> _faults = [];
    private string? _refusal;
    private bool _busy;
    private ElementReference _heading;

    /// <summary>By what.</summary>
    [Parameter, EditorRequired]
    public required GroupKind Kind { get; set; }

    /// <summary>Names of buildings.</summary>
    [Parameter, EditorRequired]
    public required DelegateWords Words { get; set; }

    /// <summary>Saved, with what was; or given up, with null.</summary>
    [Parameter]
    public EventCallback<MakeUpTable?> OnDone { get; set; }

    /// <summary>Who brings it.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _groups = MakeUpTable.GroupsOf(Kind, Me.Community, homes);
        _today = calendar.Day(time.GetUtcNow());
        var known = await Me.DoAsync(actor => Task.FromResult(reader.TableToReplace(Kind, actor)));
        if (known.Succeeded)
        {
            _seen = known.Value;
            (_source, _asOf, _table) = (_seen.Source, _seen.AsOf, MakeUpReader.Write(_seen, _groups, Words.NameOfBuilding));
        }
        else
        {
            _refusal = known.Problem.Message.ToString();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // It opens above pictures that may be scrolled far down.
        if (firstRender)
        {
            await _heading.FocusAsync();
        }
    }

    private MakeUpReading Read()
    {
        var read = MakeUpReader.Read(_table, Kind, _groups, Words.NameOfBuilding);
        _faults = read.Faults;
        return read;
    }

    private void Typed(string? table)
    {
        _table = table ?? "";
        Read();
    }

    private async Task UploadAsync(InputFileChangeEventArgs change)
    {
        if (change.File.Size > RollFile.MostBytes)
        {
            _refusal = Text["TooLarge"];
            return;
        }

        using var bytes = new MemoryStream();
        await using var file = change.File.OpenReadStream(RollFile.MostBytes);
        await file.CopyToAsync(bytes);
        Typed(RollFile.Decode(bytes.ToArray()));
    }

    private async Task SaveAsync()
    {
        if (_seen is null || Read() is not { Faults.Count: 0, Rows: var rows })
        {
            return;
        }

        _busy = true;
        try
        {
            // The same key for a second press; a new one once the desk has refused what was sent.
            var table = _seen with { Source = _source, AsOf = _asOf, Rows = rows };
            var result = await Me.DoAsync(actor => desk.ReplaceAsync(table, actor with { CommandKey = _key }, CancellationToken.None));
            (_refusal, _key) = (result.Problem?.Message.ToString(), Guid.NewGuid());
            if (result.Succeeded)
            {
                await OnDone.InvokeAsync(result.Value);
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
