using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Dispatch;

/// <summary>The commands of <see cref="DispatchDesk"/>.</summary>
public enum VisitCommand
{
    Ask,
    Approve,
    Refuse,
    Depart,
    Arrive,
    Finish,
    Withdraw,
    Accept,
    Prove,
    Enter,
    AskSecond,
    AddSecond,
    HandOver,

    /// <summary>Looks who may go.</summary>
    Choose,

    /// <summary>Looks at the codes at the doors.</summary>
    ListCodes,

    /// <summary>Adds a photo of what was found.</summary>
    Photograph,

    /// <summary>Looks at the photos of a visit.</summary>
    LookAtPhotos,
}

/// <summary>Who may give them; the visit itself also asks whether it is the right person of that role.</summary>
public static class VisitRights
{
    /// <summary>The table.</summary>
    public static RightsTable<VisitCommand> Table { get; } = new(new Dictionary<VisitCommand, Role[]>
    {
        [VisitCommand.Ask] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.Approve] = [Role.GridManager, Role.Administrator],
        [VisitCommand.Refuse] = [Role.GridManager, Role.Administrator],
        [VisitCommand.Depart] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.Arrive] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.Finish] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.Withdraw] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [VisitCommand.Accept] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.Prove] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.Enter] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.AskSecond] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.AddSecond] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [VisitCommand.HandOver] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.Choose] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
        [VisitCommand.ListCodes] = [Role.GridManager, Role.Administrator],
        [VisitCommand.Photograph] = [Role.SocialWorker, Role.GridManager],
        [VisitCommand.LookAtPhotos] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
    });
}
