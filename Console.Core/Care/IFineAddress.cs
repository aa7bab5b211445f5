namespace CommunityConsole.Core.Care;

/// <summary>The address that links in messages begin with.</summary>
public interface IFineAddress
{
    /// <summary>Whether another device than this machine can open it. What cannot be opened is not sent.</summary>
    bool ReachesPhones { get; }
}
