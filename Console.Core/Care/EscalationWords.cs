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
        var (backZh, backEn) = IsBack(alert) ? ("搁置结束，", "back from the shelf. ") : ("", "");
        var text = (alert.Proposal, stage) switch
        {
            _ when alert.HelpAsked is { } asked => new Sentence(
                $"{place.Zh}：{asked.WhomWords}通过链接说需要帮助。请立即接手。", $"{place.En}: help is asked for by link ({asked.WhomWords}). Please take it at once."),
            ({ } proposal, NoticeStage.Call) => Second(place, proposal, "", "", alert),
            ({ } proposal, NoticeStage.NextCall) => Second(place, proposal, "一分钟无人答复。", " Nobody answered for a minute.", alert),
            ({ } proposal, _) => Second(place, proposal, "三分钟无人答复。", " Nobody answered for three minutes.", alert),
            (_, NoticeStage.Call) => new Sentence($"{place.Zh}：{backZh}{alert.Evidence.Zh}请接手。", $"{place.En}: {backEn}{alert.Evidence.En} Please take it."),
            (_, NoticeStage.NextCall) => new Sentence($"{place.Zh}：一分钟无人接手。{alert.Evidence.Zh}请接手。", $"{place.En}: nobody took it for a minute. {alert.Evidence.En} Please take it."),
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

    // Whoever is called should know that somebody had put it aside; why is in the steps, a message names nobody's affairs.
    private static bool IsBack(Alert alert) => alert.Steps.LastOrDefault(step => step.Kind is
        AlertStepKind.Unshelved or AlertStepKind.Taken or AlertStepKind.Reopened)?.Kind == AlertStepKind.Unshelved;

    private static Sentence Second(Sentence place, FalseProposal proposal, string waitsZh, string waitsEn, Alert alert) => new(
        $"{place.Zh}：{proposal.ByName}提议误报，等第二人确认。{waitsZh}{alert.Evidence.Zh}请看后确认或不同意。",
        $"{place.En}: {proposal.ByName} proposes it as false; a second person is needed.{waitsEn} {alert.Evidence.En} Please look, then confirm or decline.");

    private Sentence PlaceOf(HomeId id) => homes.Find(id)?.Address.Text ?? new Sentence(id.Home, id.Home);
}
