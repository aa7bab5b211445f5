using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <content>Put aside for a while, by name and for a reason: it stays visible, pages nobody and comes back by itself.</content>
public sealed partial record Alert
{
    /// <summary>Who shelved it, when and why; null while it is not on the shelf.</summary>
    public AlertStep? Shelving => ShelvedUntil is null ? null : Steps.LastOrDefault(step => step.Kind == AlertStepKind.Shelved);

    /// <summary>Shelves it until then: one nobody has, or one in the person's own hand, which nobody has after that.</summary>
    public Result<Alert> Shelve(Actor by, DateTimeOffset until, string reason, DateTimeOffset at) => this switch
    {
        { IsOpen: false } => new AlertIsClosed(Id),
        { ShelvedUntil: not null } when Steps[^1].Kind == AlertStepKind.Shelved && Steps[^1].By == by.Id => this,
        { Shelving: { } shelved } => new AlertIsShelved(Id, shelved.ByName),
        _ when string.IsNullOrWhiteSpace(reason) => new AlertShelfReasonNeeded(Id),
        _ when !ShelfPolicy.Allows(this) || until <= at || until - at > ShelfPolicy.Longest => new AlertCannotBeShelved(Id),
        _ when VisitUnderWay => new AlertHasVisit(Id),
        _ when State != AlertState.Open && TakenBy != by.Id && by.Role != Role.GridManager => new AlertAlreadyTaken(Id, TakerName),
        _ => (PutBack() with { HeldUntil = HeldUntil, ShelvedUntil = until, PromisedBy = null })
            .With(AlertStepKind.Shelved, by, at, until.UtcDateTime.ToString(ShelfFormat, CultureInfo.InvariantCulture), reason),
    };

    /// <summary>Puts it back by hand: it calls again from now on.</summary>
    public Result<Alert> Unshelve(Actor by, DateTimeOffset at) => this switch
    {
        { IsOpen: false } => new AlertIsClosed(Id),
        { ShelvedUntil: not null } => OffShelf(ShelfEnd.ByHand, by, at),
        _ when Steps[^1].Kind == AlertStepKind.Unshelved && Steps[^1].By == by.Id => this,
        _ => new AlertNotShelved(Id),
    };

    /// <summary>Its time is over: it calls again from now on.</summary>
    internal Alert EndShelf(Actor by, DateTimeOffset at) => ShelvedUntil <= at ? OffShelf(ShelfEnd.Ended, by, at) : this;

    /// <summary>How the step of a shelving writes its end; UTC.</summary>
    internal const string ShelfFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private Alert OffShelf(ShelfEnd why, Actor by, DateTimeOffset at) =>
        (this with { ShelvedUntil = null }).Promise(at).With(AlertStepKind.Unshelved, by, at, why.ToString());
}
