using CommunityConsole.Core.Care;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Writes down the tokens that a receiver would get, and gives away nothing of them.</summary>
internal sealed class RecordingSeal : IFineSeal
{
    private readonly List<string> _tokens = [];

    /// <summary>What was sealed, oldest first.</summary>
    internal IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The program ends while the next token is being sealed.</summary>
    internal bool Breaks { get; set; }

    public string Seal(string token)
    {
        if (Breaks)
        {
            throw new IOException("the program ends here");
        }

        _tokens.Add(token);
        return $"sealed-{_tokens.Count}";
    }
}
