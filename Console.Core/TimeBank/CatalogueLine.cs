using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>A service of the catalogue in words; its minutes and weight are in the ledger, which has the hash of all this.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Standard">What good service means: what both sides are held to in a dispute.</param>
public sealed record CatalogueLine(ushort Code, Sentence Name, Sentence Standard)
{
    /// <summary>The hash the ledger vouches for. Everybody may read the words, so it has no salt.</summary>
    public Id32 Hash() => new(new CanonicalBytes().Add("time.standard").Add(Code).Add(Name.Zh).Add(Name.En).Add(Standard.Zh).Add(Standard.En).Hash());
}
