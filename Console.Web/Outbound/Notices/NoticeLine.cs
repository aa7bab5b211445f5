using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Web.Outbound.Notices;

/// <summary>An event of a notice as the outside receives it: one JSON object.</summary>
internal sealed class NoticeLine(
    StaffDirectory staff, AlertBoard alerts, HomeDirectory homes, FineSeal seal, ConsoleAddress address)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8, one line, without the line's end.</summary>
    public byte[] Of(NoticeEvent what, Notice notice) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Event = what == NoticeEvent.Stop ? "stop" : "notice",
            Key = notice.Id.Value,
            notice.Community,
            notice.Subject,
            Stage = notice.Stage.ToString(),
            To = ReceiverOf(notice),
            Text = new { notice.Text.Zh, notice.Text.En },
            Link = address.Text + LinkOf(notice),
            notice.MadeAt,
        },
        Format);

    // Staff have numbers at the gateway. A resident or contact has none there: the number goes with the message, no name does.
    private object ReceiverOf(Notice notice) => notice.Stage != NoticeStage.FineAsked
        ? new { Id = notice.To, Name = staff.NameOf(new StaffId(notice.To)) }
        : AlertDesk.AlertOf(notice.Subject) is { } id && alerts.Find(id) is { } alert && homes.Find(alert.Home) is { } home
            && Callee.Of(home).FirstOrDefault(one => one.Id == notice.To) is { } callee
            ? new { Id = notice.To, callee.Phone, callee.Language }
            : new { Id = notice.To };   // closed meanwhile: a stop needs no number

    // Opened at the last moment: only the receiver sees the token.
    private string LinkOf(Notice notice) =>
        notice.Stage == NoticeStage.FineAsked ? FineDesk.Path + seal.Open(notice.Link[FineDesk.Path.Length..]) : notice.Link;
}
