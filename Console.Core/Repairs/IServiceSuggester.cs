namespace CommunityConsole.Core.Repairs;

/// <summary>Reads a report and says what it seems to be about.</summary>
public interface IServiceSuggester
{
    /// <summary>The likeliest answer and whether it is sure enough to act on; what the reporter or the code on the thing says is certain. Never throws.</summary>
    RepairSuggestion Suggest(Repair repair);
}
