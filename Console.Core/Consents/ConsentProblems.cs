using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Consents;

/// <summary>A field is missing, too long or out of range.</summary>
public sealed record ConsentNotValid(Sentence Reason) : Problem("consent.invalid", Reason);

/// <summary>Somebody else put something down in the meantime.</summary>
public sealed record ConsentChangedMeanwhile(HomeId Home)
    : Problem("consent.changed", new("刚才有人为这户记录了同意或撤回，请查看后再决定。", "Somebody has just recorded consent or its withdrawal for this home; look at it first."));
