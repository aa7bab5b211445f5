using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Delegates;

/// <summary>The council's delegates beside the estate: who is missing can be seen at a glance; live, the filter stands in the address.</summary>
public sealed partial class DelegatesPage(
    DelegateReader reader, HomeDirectory homes, NavigationManager navigation, TimeProvider time, IStringLocalizer<DelegatesText> text, IStringLocalizer<ShellText> shell)
{
    private const string New = "new";
    private static readonly TimeSpan DaysPass = TimeSpan.FromMinutes(1);
    private DelegateWords _words = null!;
    private DelegateList? _list;
    private string? _saved;
    private string? _refusal;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? AskedState { get; set; }

    /// <summary>The delegate being changed: the id, or <c>new</c>.</summary>
    [SupplyParameterFromQuery(Name = "delegate")]
    private string? Chosen { get; set; }

    /// <summary>The table being brought: its kind.</summary>
    [SupplyParameterFromQuery(Name = "table")]
    private string? Table { get; set; }

    private IStringLocalizer<DelegatesText> Text => text;

    private IStringLocalizer<ShellText> Shell => shell;

    private bool Keeps => DelegateRights.Table.Allows(DelegateCommand.Change, Me.Role);

    private bool Closely => DelegateRights.Table.Allows(DelegateCommand.LookClosely, Me.Role);

    private DelegateState State => Enum.TryParse<DelegateState>(AskedState, out var asked) && Enum.IsDefined(asked) ? asked : DelegateState.Serving;

    private CouncilDelegate? Editing => Guid.TryParse(Chosen, out var id) ? _list?.Lines.FirstOrDefault(line => line.Id.Value == id)?.Whole : null;

    private IReadOnlyList<DelegateLine> Shown =>
    [
        .. _list!.Lines.Where(line => line.State == State
            && (string.IsNullOrEmpty(Search) || line.Name.Contains(Search, StringComparison.OrdinalIgnoreCase) || _words.NameOf(GroupKind.Building, line.Building).Contains(Search, StringComparison.OrdinalIgnoreCase))),
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _words = new DelegateWords(homes, Me.Community, text);
        Follow(stop => LookAsync(reader.WatchAsync(stop), stop), Show);
        Follow(stop => LookAsync(Ticks.EveryAsync(DaysPass, time, stop).Skip(1), stop), Show);
        Show(await Me.DoAsync(actor => Task.FromResult(reader.Look(actor))));   // also on the page drawn ahead of its circuit
    }

    private async IAsyncEnumerable<Result<DelegateList>> LookAsync<T>(IAsyncEnumerable<T> when, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var _ in when.WithCancellation(cancellation))
        {
            yield return await Me.DoAsync(actor => Task.FromResult(reader.Look(actor)));
        }
    }

    private void Show(Result<DelegateList> looked) => (_list, _refusal) = (looked.Succeeded ? looked.Value : null, looked.Problem?.Message.ToString());

    private string Verdict(Representation council)
    {
        var compared = council.Balances.Where(balance => balance.Table is not null).ToList();
        return compared.Count == 0 ? text["VerdictUnknown"]
            : council.LeastChanges == 0 ? text["VerdictFair"]
            : text["VerdictChanges", council.LeastChanges, council.Seats, string.Join(text["And"], compared.Where(balance => balance.Misplaced == council.LeastChanges).Select(balance => GroupWords.Of(balance.Kind).ToString().ToLowerInvariant()))];
    }

    private string Address(string name, string? value) => navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["delegate"] = null,
        ["table"] = null,
        [name] = value,
    });

    // Replaces the entry of the history: "back" leaves the page instead of undoing one letter.
    private void Seek(string? words) => navigation.NavigateTo(Address("search", words), replace: true);

    private void Saved(CouncilDelegate? saved) => Close(saved is null ? null : (string)text["SavedDelegate", saved.Entry.Name]);

    private void Brought(MakeUpTable? brought) => Close(brought is null ? null : (string)text["SavedTable", GroupWords.Of(brought.Kind).ToString().ToLowerInvariant()]);

    private void Close(string? said)
    {
        _saved = said;
        navigation.NavigateTo(Address("delegate", null), replace: true);
    }
}
