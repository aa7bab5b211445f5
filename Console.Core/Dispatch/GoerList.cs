using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>The people who may go to a home, best first, from all that is known of them now. It advises: whoever approves may take anybody.</summary>
public sealed class GoerList
{
    private readonly HomeDirectory _homes;
    private readonly StaffDirectory _staff;
    private readonly StaffProfiles _profiles;
    private readonly DutyRoster _roster;
    private readonly VisitBoard _board;
    private readonly GoerPlaces _places;
    private readonly TimeProvider _time;

    internal GoerList(HomeDirectory homes, StaffDirectory staff, StaffProfiles profiles, DutyRoster roster, VisitBoard board, GoerPlaces places, TimeProvider time) =>
        (_homes, _staff, _profiles, _roster, _board, _places, _time) = (homes, staff, profiles, roster, board, places, time);

    /// <summary>Everybody who may go there, best first.</summary>
    /// <param name="home">Where.</param>
    /// <param name="except">The visit to give to somebody, which is no load; null while it is not asked for.</param>
    /// <param name="atOnce">Whether it need not wait for approval: then first aid counts.</param>
    /// <param name="actor">Who chooses.</param>
    public Result<IReadOnlyList<Goer>> Of(HomeId home, VisitId? except, bool atOnce, Actor actor)
    {
        if (VisitRights.Table.Refusal(VisitCommand.Choose, actor, home.Community) is { } denied)
        {
            return denied;
        }

        var open = _board.Latest(home.Community).Where(visit => visit.IsOpen && visit.Id != except).ToList();
        var shift = _roster.At(home.Community, _time.GetUtcNow());
        var there = PlaceOf(home);
        var speech = _homes.Find(home)?.Notes.Dialect ?? "";
        return Result.Of(GoerPolicy.Rank(_staff.Goers(home.Community).Select(person =>
        {
            var profile = _profiles.Of(person);
            return new Goer(
                person,
                GoerPolicy.DutyOf(person.Id, shift),
                open.Count(visit => visit.Goes(person.Id)),
                Way.Of(WhereIs(profile, open), there),
                profile.Keys.Contains(home),
                ProfilePolicy.Spoken(profile.Languages, speech),
                atOnce ? GoerPolicy.Heals(profile.Skills) : "");
        })));
    }

    // Where the person goes or stands now; else the door of a little while ago; else the post.
    private Spot? WhereIs(StaffProfile profile, IReadOnlyList<Visit> open)
    {
        var going = open.Where(visit => visit.State is VisitState.OnTheWay or VisitState.Arrived && visit.Goes(profile.Id)).MaxBy(visit => visit.LeftAt);
        if ((going?.Home ?? _places.LastOf(profile.Id)) is { } home)
        {
            return PlaceOf(home);
        }

        var post = _homes.Buildings(profile.Community).FirstOrDefault(building => building.Id == profile.PostBuilding);
        return (post, profile.PostCell) is (null, null) ? null : new Spot(post, profile.PostCell ?? post!.Cell);
    }

    private Spot PlaceOf(HomeId home) => new(_homes.BuildingOf(home), _homes.Find(home)?.Cell is { Cell: not HomeDesk.NoCell } cell ? cell : null);
}
