namespace CommunityConsole.Core.Points;

/// <summary>Where the bank asks whether the council has resolved something.</summary>
public interface IResolutions
{
    /// <summary>The resolution of that number; null where there is none.</summary>
    Resolution? Find(string community, int number);

    /// <summary>All that were adopted, newest first.</summary>
    IReadOnlyList<Resolution> Adopted(string community);
}
