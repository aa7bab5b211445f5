using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Notices;
using CommunityConsole.Web.Access;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.Notices;

/// <summary>An event of a notice as the outside receives it: one JSON object.</summary>
internal sealed class NoticeLine(StaffDirectory staff, IOptions<NoticesOptions> options, IConfiguration settings)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _console = (options.Value.ConsoleAddress.Length > 0 ? options.Value.ConsoleAddress : PublicAddress.Of(settings)).TrimEnd('/');

    /// <summary>UTF-8, one line, without the line's end.</summary>
    public byte[] Of(NoticeEvent what, Notice notice) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Event = what == NoticeEvent.Stop ? "stop" : "notice",
            Key = notice.Id.Value,
            notice.Community,
            notice.Subject,
            Stage = notice.Stage.ToString(),
            To = new { Id = notice.To, Name = staff.NameOf(new StaffId(notice.To)) },
            Text = new { notice.Text.Zh, notice.Text.En },
            Link = _console + notice.Link,
            notice.MadeAt,
        },
        Format);
}
