using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Tests.TimeBank;

/// <summary>Balances from what was told alone, as somebody does who has only the events.</summary>
internal sealed class FoldedFacts
{
    private readonly Dictionary<Id32, long> _balances = [];
    private readonly HashSet<Id32> _settled = [];

    public bool SettledOnce { get; private set; } = true;

    public long Pool => Balance(TimeBankLimits.Pool);

    public long Balance(Id32 account) => _balances.GetValueOrDefault(account);

    public void Add(IEnumerable<TimeBankFact> facts)
    {
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case ServiceSettled settled:
                    SettledOnce &= _settled.Add(settled.Record);
                    Move(settled.Receiver, settled.Provider, settled.Credited);
                    break;
                case TimeMoved moved:
                    Move(moved.From, moved.To, moved.Amount);
                    break;
                default:
                    break;
            }
        }
    }

    private void Move(Id32 from, Id32 to, long minutes)
    {
        _balances[from] = Balance(from) - minutes;
        _balances[to] = Balance(to) + minutes;
    }
}
