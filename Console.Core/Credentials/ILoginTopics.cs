using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Credentials;

/// <summary>Which topics are a device's own: known to those who speak its dialect.</summary>
public interface ILoginTopics
{
    /// <summary>What the device publishes on and where its commands come; nothing where a device of that dialect has no connection of its own.</summary>
    (IReadOnlyList<string> Publish, IReadOnlyList<string> Subscribe) TopicsOf(LoginDevice device);

    /// <summary>Why a gateway of the community may not have the filter; null when it may.</summary>
    Problem? Refusal(string filter, string community);
}
