using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>A line of the time bank's catalogue.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">As people say it: 陪同就医.</param>
/// <param name="Standard">What is to be done, in a sentence.</param>
/// <param name="Least">Fewest minutes.</param>
/// <param name="Most">Most minutes.</param>
public sealed record HelpService(int Code, Sentence Name, Sentence Standard, int Least, int Most);

/// <summary>What the time bank does for mutual help. It decides; a refusal of it leaves the request where it was.</summary>
/// <remarks>Each step may be asked for again after a crash: what the bank has already is no refusal.</remarks>
public interface IHours
{
    /// <summary>How the bank names its record of it, there or to be.</summary>
    string NameOf(HelpRequest help);

    /// <summary>The services that are in use.</summary>
    Task<IReadOnlyList<HelpService>> ServicesAsync(string community, CancellationToken cancellation);

    /// <summary>Makes sure that the person has an account: the station opens one for somebody without a phone, everybody else does so alone. Null when there is one.</summary>
    Task<Problem?> WelcomeAsync(HelpPerson person, Actor by, CancellationToken cancellation);

    /// <summary>The helper's side files what was done; null when it is filed.</summary>
    Task<Problem?> FileAsync(HelpRequest help, Actor helper, CancellationToken cancellation);

    /// <summary>The code that the receiver's phone shows.</summary>
    Task<Result<string>> ShowCodeAsync(HelpRequest help, Actor receiver, CancellationToken cancellation);

    /// <summary>The helper with that code, or the station in its own words, confirms; null when it is settled.</summary>
    Task<Problem?> ConfirmAsync(HelpRequest help, string codeOrWords, Actor by, CancellationToken cancellation);

    /// <summary>The receiver, or the station, says no; null when it is closed without minutes.</summary>
    Task<Problem?> RejectAsync(HelpRequest help, string reason, Actor by, CancellationToken cancellation);

    /// <summary>Disputes what was settled; null when the dispute is open.</summary>
    Task<Problem?> DisputeAsync(HelpRequest help, string reason, Actor by, CancellationToken cancellation);

    /// <summary>How far the bank's records of these have come; those without one are left out.</summary>
    Task<IReadOnlyDictionary<HelpId, HelpState>> StatesOfAsync(IReadOnlyCollection<HelpRequest> helps, CancellationToken cancellation);

    /// <summary>Rings at once, and after each change at the bank.</summary>
    IAsyncEnumerable<long> WatchAsync(CancellationToken cancellation);
}
