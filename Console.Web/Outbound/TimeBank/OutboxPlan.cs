using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage.TimeBank;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>Which new rows may be signed now. Steps of one signer keep their order by their numbers; between signers only a block orders them, so a step waits until those before it that it depends on are confirmed. So no
/// reorganisation within the settings' depth can turn their order round.</summary>
internal sealed class OutboxPlan(Func<Id32, (Id32 Provider, Id32 Receiver)?> sidesOf)
{
    // Stands for "any row at all" and for rows that concern everything.
    private static readonly Id32 Any = Id32.Parse("616e790000000000000000000000000000000000000000000000000000000000");
    private static readonly Id32 All = Id32.Parse("616c6c0000000000000000000000000000000000000000000000000000000000");

    private readonly Dictionary<Id32, Owner> _owners = [];

    /// <summary>The rows to sign, in the ledger's order.</summary>
    /// <param name="rows">What is not settled, in that order.</param>
    /// <param name="signerOf">Who signs as a role; null where nobody can.</param>
    /// <param name="most">How many of one signer may be under way.</param>
    public IReadOnlyList<OutboxRow> Choose(IReadOnlyList<OutboxRow> rows, Func<TimeRole, SignerId?> signerOf, int most)
    {
        var chosen = new List<OutboxRow>();
        var underWay = rows.Where(static row => row is { Signed: not null, Block: null }).GroupBy(static row => row.Signed!.Signer).ToDictionary(static g => g.Key, static g => g.Count());
        foreach (var row in rows.Where(static row => row.Step is not null))
        {
            var reach = StepReach.Of(row.Step!, sidesOf);
            IReadOnlyCollection<Id32> ids = reach.Everything ? [All, Any] : [.. reach.Ids, Any];
            if (row.Signed is { } signed)
            {
                Add(ids, signed.Signer);
            }
            else if (signerOf(row.Role) is { } signer && underWay.GetValueOrDefault(signer) < most && !Hinders(reach, signer))
            {
                underWay[signer] = underWay.GetValueOrDefault(signer) + 1;
                chosen.Add(row);
                Add(ids, signer);
            }
            else
            {
                Add(ids, null); // it waits, and whatever depends on it waits too
            }
        }

        return chosen;
    }

    private bool Hinders(StepReach reach, SignerId signer) => reach.Everything ? Other(Any, signer) : Other(All, signer) || reach.Ids.Any(id => Other(id, signer));

    private bool Other(Id32 id, SignerId signer) => _owners.TryGetValue(id, out var owner) && !owner.IsOnly(signer);

    private void Add(IEnumerable<Id32> ids, SignerId? signer)
    {
        foreach (var id in ids)
        {
            _owners[id] = !_owners.TryGetValue(id, out var owner) ? new Owner(signer, signer is null)
                : signer is { } one && owner.IsOnly(one) ? owner
                : new Owner(null, true);
        }
    }

    private readonly record struct Owner(SignerId? Signer, bool Others)
    {
        public bool IsOnly(SignerId signer) => !Others && Signer == signer;
    }
}
