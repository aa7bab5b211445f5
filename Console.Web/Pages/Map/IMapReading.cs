namespace CommunityConsole.Web.Pages.Map;

/// <summary>What the numbers on the estate's plan count, and the picture in words for those who hear it. The plan itself is one for all.</summary>
public interface IMapReading
{
    /// <summary>The icon before a building's number (<see cref="Components.Icons"/>).</summary>
    string FootIcon { get; }

    /// <summary>The whole plan.</summary>
    string OfPlan(EstatePlan plan, EstateState state);

    /// <summary>A building.</summary>
    /// <param name="name">Empty for the homes of which no building is known.</param>
    /// <param name="state">What is the matter there.</param>
    string OfBuilding(string name, BlockState state);

    /// <summary>A grid cell, without its buildings.</summary>
    string OfCell(string name, BlockState state);
}
