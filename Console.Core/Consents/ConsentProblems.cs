using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Consents;

/// <summary>A field is missing, too long or out of range.</summary>
public sealed record ConsentNotValid(Sentence Reason) : Problem("consent.invalid", Reason);

/// <summary>Somebody else put something down in the meantime.</summary>
public sealed record ConsentChangedMeanwhile(HomeId Home)
    : Problem("consent.changed", new("刚才有人为这户记录了同意或撤回，请查看后再决定。", "Somebody has just recorded consent or its withdrawal for this home; look at it first."));

/// <summary>The home's readings are still used: they go only after consent has ended.</summary>
public sealed record ConsentStillHolds(HomeId Home)
    : Problem("consent.holds", new("这户仍在守护。撤回同意或到期之后，才能删除已存读数。", "This home is still watched. Its readings can be deleted once consent was withdrawn or has run out."));
