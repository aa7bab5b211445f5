using CommunityConsole.Core.Care;

namespace CommunityConsole.Core.Tests.Care;

/// <summary>Writes down the tokens that a receiver would get, and gives away nothing of them.</summary>
internal sealed class RecordingSeal : IFineSeal
{
    private readonly List<string> _tokens = [];

    /// <summary>What was sealed, oldest first.</summary>
    internal IReadOnlyList<string> Tokens => _tokens;

    public string Seal(string token)
    {
        _tokens.Add(token);
        return $"sealed-{_tokens.Count}";
    }
}
