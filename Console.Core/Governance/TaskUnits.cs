using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>Lets the units of the responsibility directory own the tasks of the council.</summary>
internal sealed class TaskUnits : ITaskUnits
{
    public bool Knows(string unit) => RepairUnits.Knows(new UnitId(unit));
}
