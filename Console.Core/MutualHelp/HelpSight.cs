using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>A request as one person may see it: names masked and no number, door or word that is not for them.</summary>
/// <param name="Request">What is left of it.</param>
/// <param name="Side">In what capacity the person looks.</param>
public sealed record HelpView(HelpRequest Request, HelpSide Side)
{
    /// <summary>Whether the person could make the move now.</summary>
    public bool Can(HelpMove move) => HelpTable.Next(Request.State, move, Side) is not null;
}

/// <summary>Who sees what of a request.</summary>
public static class HelpSight
{
    /// <summary>Whether the person sees it at all: its two sides and the station always, other residents while somebody is looked for.</summary>
    public static bool MaySee(HelpRequest request, Actor actor)
    {
        var side = request.SideOf(actor);
        return actor.Community == request.Community && (side is HelpSide.Program or HelpSide.Receiver or HelpSide.Helper or HelpSide.Station
            || (side == HelpSide.Neighbour && (request.State == HelpState.Asked || request.Declined.Contains(actor.Id))));
    }

    /// <summary>The request as the person may see it.</summary>
    public static HelpView Of(HelpRequest request, Actor actor)
    {
        var side = request.SideOf(actor);
        var seesReceiver = side == HelpSide.Receiver || (side == HelpSide.Helper && request.IsAgreed);
        var seesHelper = side == HelpSide.Helper || (side == HelpSide.Receiver && request.IsAgreed);
        return new HelpView(request with
        {
            // Who stands in for somebody must know for whom.
            Receiver = seesReceiver || (side == HelpSide.Station && request.NeedsStation) ? request.Receiver : request.Receiver with { Name = PersonalData.Name(request.Receiver.Name), Home = "" },
            Helper = request.Helper is not { } helper || seesHelper ? request.Helper : helper with { Name = PersonalData.Name(helper.Name) },
            HelperPhone = seesHelper ? request.HelperPhone : "",
            Wish = seesReceiver ? request.Wish : request.Wish with { Phone = "", Door = "", Note = PersonalText.PublicPlace(request.Wish.Note) },
            Declined = [.. request.Declined.Where(person => side == HelpSide.Station || person == actor.Id)],
            Steps = side is HelpSide.Neighbour or HelpSide.None ? [] : request.Steps,
        }, side);
    }
}
