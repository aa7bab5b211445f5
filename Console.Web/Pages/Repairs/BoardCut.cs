using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>What a board draws of its repairs: of each tab the most pressing, of all the newest, and how many each tab has.</summary>
/// <remarks>Cheap: in a flood of reports every open board makes one four times a second.</remarks>
public sealed class BoardCut
{
    /// <summary>Cards of a tab before more are asked for: nobody reads a longer column, and every board would draw it.</summary>
    public const int Most = 100;

    /// <summary>So many of the newest are drawn whatever stands before them: what just came in is seen live, also on a full board.</summary>
    public const int Newest = 20;

    private readonly Dictionary<string, int> _counts = [];
    private readonly List<Repair> _shown = [];

    /// <param name="repairs">All of them, most pressing first.</param>
    /// <param name="me">Whose work the tab of the reader's own has.</param>
    /// <param name="mostOf">How many a tab may show.</param>
    /// <param name="drawn">Those that stand there already and must not vanish: somebody's hand is on the board.</param>
    public BoardCut(IReadOnlyList<Repair> repairs, StaffId me, Func<string, int> mostOf, IReadOnlySet<RepairId>? drawn = null)
    {
        ArgumentNullException.ThrowIfNull(repairs);
        ArgumentNullException.ThrowIfNull(mostOf);
        var newest = repairs.Count == 0 ? 0 : repairs.Max(repair => repair.Id.Value) - Newest;
        foreach (var repair in repairs)
        {
            var column = RepairColumns.Of(repair.State) is { } of && IsAmongMost(RepairColumns.TabOf(of), mostOf);
            var mine = RepairFilter.IsMine(repair, me) && IsAmongMost(RepairFilter.MineTab, mostOf);
            if (column || mine || repair.Id.Value > newest || drawn?.Contains(repair.Id) == true)
            {
                _shown.Add(repair);
            }
        }
    }

    /// <summary>Those to draw, in the same order.</summary>
    public IReadOnlyList<Repair> Shown => _shown;

    /// <summary>How many the tab has, drawn or not.</summary>
    public int CountOf(string tab) => _counts.GetValueOrDefault(tab);

    private bool IsAmongMost(string tab, Func<string, int> mostOf) => (_counts[tab] = CountOf(tab) + 1) <= mostOf(tab);
}
