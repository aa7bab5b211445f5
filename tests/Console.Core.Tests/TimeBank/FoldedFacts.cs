using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Tests.TimeBank;

/// <summary>Balances from what was told alone, as somebody does who has only the events.</summary>
internal sealed class FoldedFacts
{
    private readonly Dictionary<Id32, long> _balances = [];
    private readonly Dictionary<Id32, SignerId> _filers = [];
    private readonly HashSet<Id32> _settled = [];
    private readonly HashSet<Id32> _operations = [];
    private long _anchored;

    public bool SettledOnce { get; private set; } = true;

    /// <summary>No operation acted in two steps; within one, a reversal may move twice.</summary>
    public bool ActedOnce { get; private set; } = true;

    /// <summary>No record was settled by whoever filed it.</summary>
    public bool TwoSided { get; private set; } = true;

    /// <summary>Each anchor began behind the one before.</summary>
    public bool Contiguous { get; private set; } = true;

    public long Pool => Balance(TimeBankLimits.Pool);

    public long Balance(Id32 account) => _balances.GetValueOrDefault(account);

    public void Add(IReadOnlyList<TimeBankFact> facts, SignerId by)
    {
        foreach (var op in facts.Select(static fact => fact is TimeMoved moved ? moved.Op : fact is GuaranteeSet set ? set.Op : default).Distinct().Where(static op => op != default))
        {
            ActedOnce &= _operations.Add(op);
        }

        foreach (var fact in facts)
        {
            switch (fact)
            {
                case ServiceFiled filed:
                    _filers.Add(filed.Record, by);
                    break;
                case Anchored anchored:
                    Contiguous &= anchored.From == _anchored + 1 && anchored.To >= anchored.From;
                    _anchored = anchored.To;
                    break;
                case ServiceSettled settled:
                    TwoSided &= _filers[settled.Record] != by;
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
