using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CommunityConsole.Core.Notices;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.Notices;

/// <summary>Posts each event to the gateway; only an answer of 2xx counts. The header <c>Idempotency-Key</c> is the same each time the same event comes.</summary>
internal sealed class WebhookChannel(IHttpClientFactory clients, IOptions<NoticesOptions> options, NoticeLine line) : INoticeChannel
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "notices";

    public string Name => "webhook";

    public async Task SendAsync(NoticeEvent what, Notice notice, CancellationToken cancellation)
    {
        var body = line.Of(what, notice);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Idempotency-Key", what == NoticeEvent.Stop ? $"{notice.Id}-stop" : notice.Id.ToString());
        if (options.Value.WebhookSecret is { Length: > 0 } secret)
        {
            request.Headers.Add("X-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        }

        using var client = clients.CreateClient(Client);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
