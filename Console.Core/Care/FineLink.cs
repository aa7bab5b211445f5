using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Care;

/// <summary>How a one-time link stands.</summary>
public enum FineLinkState
{
    /// <summary>It can be answered.</summary>
    Waiting,

    /// <summary>It was answered, by this or by another link to the same person.</summary>
    Answered,

    /// <summary>The alert was closed meanwhile: nobody waits for an answer any more, but help can still be asked for.</summary>
    Closed,

    /// <summary>Too old, or never made.</summary>
    Over,
}

/// <summary>
/// A one-time link by which a resident, or somebody to phone about the home, says that all is well or that help is needed.
/// Kept is its hash only. That it was used is read from the alert's own steps, written in the alert's turn: of two answers at
/// the same moment one finds the other's.
/// </summary>
/// <param name="Hash">SHA-256 of the token, hex.</param>
/// <param name="Alert">About which alert.</param>
/// <param name="Step">The number of the step with which it was sent.</param>
/// <param name="Whom">To whom: <see cref="ContactPolicy.ResidentId"/> or a contact's id.</param>
/// <param name="WhomWords">As records call the person.</param>
/// <param name="Until">It cannot be answered from this instant on.</param>
public sealed record FineLink(string Hash, AlertId Alert, int Step, string Whom, string WhomWords, DateTimeOffset Until)
{
    /// <summary>How long a link can be answered.</summary>
    public static readonly TimeSpan Valid = TimeSpan.FromHours(2);

    private const int TokenBytes = 16;
    private const int TokenLength = 22;

    /// <summary>A new token: 128 random bits, as they stand in an address.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>What is kept of a token; null for a text that can be none.</summary>
    public static string? HashOf(string token) =>
        token.Length == TokenLength && Base64Url.IsValid(token) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token))) : null;

    /// <summary>How it stands with the alert as it is now.</summary>
    public FineLinkState StateAt(Alert? alert, DateTimeOffset now) => StateOf(alert, Whom, Step, Until, now);

    /// <summary>The answer to a link to that person sent with that step; null before.</summary>
    internal static AlertStep? AnswerTo(Alert alert, string whom, int step) => alert.Steps.FirstOrDefault(answer =>
        answer.Number > step && answer.Kind == AlertStepKind.Contacted && answer.By == Actor.LinkId && answer.Whom == whom);

    internal static FineLinkState StateOf(Alert? alert, string whom, int step, DateTimeOffset until, DateTimeOffset now) =>
        alert is null ? FineLinkState.Over
        : AnswerTo(alert, whom, step) is not null ? FineLinkState.Answered
        : now >= until ? FineLinkState.Over
        : alert.IsOpen ? FineLinkState.Waiting
        : FineLinkState.Closed;
}
