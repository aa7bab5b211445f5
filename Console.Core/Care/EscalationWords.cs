using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>What people are told when something calls: the place, what was found, what to do. No name of a resident.</summary>
internal sealed class EscalationWords(HomeDirectory homes)
{
    public NoticeDraft Of(Alert alert, NoticeStage stage, StaffId to)
    {
        var place = alert.Area is { } area ? homes.NameOf(area) : PlaceOf(alert.Home);
        var text = stage switch
        {
            NoticeStage.Call => new Sentence($"{place.Zh}：{alert.Evidence.Zh}请接手。", $"{place.En}: {alert.Evidence.En} Please take it."),
            NoticeStage.NextCall => new Sentence($"{place.Zh}：一分钟无人接手。{alert.Evidence.Zh}请接手。", $"{place.En}: nobody took it for a minute. {alert.Evidence.En} Please take it."),
            _ => new Sentence($"{place.Zh}：三分钟无人接手。{alert.Evidence.Zh}请安排人接手。", $"{place.En}: nobody took it for three minutes. {alert.Evidence.En} Please see that somebody takes it."),
        };
        return new NoticeDraft(stage, to.Value, text, $"/care?alert={alert.Id.Value:D}");
    }

    public NoticeDraft Of(Visit visit, NoticeStage stage, StaffId to)
    {
        var place = PlaceOf(visit.Home);
        var (zh, en) = (stage, visit.LeftAt) switch
        {
            (NoticeStage.ApprovalAsked, _) => ("申请上门，请审批。", "a visit is asked for; please answer."),
            (_, null) => ("上门申请还没有审批，请尽快处理。", "the request for a visit still waits; please answer."),
            _ => ("危急上门已出发，请补批。", "a Critical visit has left; please approve it afterwards."),
        };
        return new NoticeDraft(stage, to.Value, new Sentence($"{place.Zh}：{zh}{visit.Reason}", $"{place.En}: {en} {visit.Reason}"), "/approvals");
    }

    private Sentence PlaceOf(HomeId id) => homes.Find(id)?.Address.Text ?? new Sentence(id.Home, id.Home);
}
