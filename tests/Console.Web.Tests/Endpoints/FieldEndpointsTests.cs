using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Tests.Outbound.Photos;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Endpoints;

/// <summary>The call by which a phone tells its steps.</summary>
public sealed class FieldEndpointsTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private static readonly Actor Lin = new(new StaffId(DemoAccounts.IdOf(Role.SocialWorker)), "林晓芸", Role.SocialWorker, "demo");

    private static CancellationToken Stop => CancellationToken.None;

    private DispatchDesk Desk => app.Services.GetRequiredService<DispatchDesk>();

    [Fact]
    public async Task Depart_TappedEarlierAndSentTwice_IsOneStepOfThen()
    {
        using var phone = await app.EnterAsync(Role.SocialWorker);
        var visit = await VisitAsync();
        var key = Guid.NewGuid();

        using var first = await TellAsync(phone, visit, "depart", key, new { waited = 90_000 });
        using var again = await TellAsync(phone, visit, "depart", key, new { waited = 95_000 });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal("OnTheWay", (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("stage").GetString());
        var left = (await Desk.FindAsync(visit, Lin, Stop)).Value.Steps.Where(step => step.Kind == VisitStepKind.Left).ToList();
        Assert.Single(left);
        Assert.Equal(90, (left[0].ReceivedAt - left[0].At)!.Value.TotalSeconds, 1.0);
    }

    [Fact]
    public async Task Arrive_BeforeLeaving_IsRefusedWithASentence()
    {
        using var phone = await app.EnterAsync(Role.SocialWorker);

        using var refused = await TellAsync(phone, await VisitAsync(), "arrive", Guid.NewGuid(), new { });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("请先确认出发，再确认到达。", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("depart", HttpStatusCode.BadRequest, false)]
    [InlineData("fly", HttpStatusCode.NotFound, true)]
    [InlineData("hand-over", HttpStatusCode.BadRequest, true)]
    public async Task Step_WithoutKeyOrUnknown_IsRefused(string step, HttpStatusCode expected, bool keyed)
    {
        using var phone = await app.EnterAsync(Role.SocialWorker);

        using var refused = await TellAsync(phone, await VisitAsync(), step, keyed ? Guid.NewGuid() : null, new { });

        Assert.Equal(expected, refused.StatusCode);
    }

    [Fact]
    public async Task Step_ByNobodyResidentOrFromElsewhere_IsAnsweredWithAStatusAndNoRedirect()
    {
        var visit = await VisitAsync();
        using var nobody = app.Anonymous();
        using var resident = await app.EnterAsync(Role.Resident);
        using var neighbour = app.Anonymous();
        (await neighbour.PostAsync($"/demo/sign-in/neighbour/{Role.SocialWorker}", null)).Dispose();
        using var forged = await app.EnterAsync(Role.SocialWorker);
        forged.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        var answers = new List<HttpStatusCode>();
        foreach (var client in new[] { nobody, resident, neighbour, forged })
        {
            using var answer = await TellAsync(client, visit, "depart", Guid.NewGuid(), new { });
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], answers);
        Assert.Null((await Desk.FindAsync(visit, Lin, Stop)).Value.LeftAt);
    }

    [Fact]
    public async Task Photo_TakenAtTheDoor_IsKeptOnceAndShownToThoseOfTheDeskAlone()
    {
        using var phone = await app.EnterAsync(Role.SocialWorker);
        var visit = await VisitAsync();
        var key = Guid.NewGuid();
        var early = await PhotographAsync(phone, visit, Guid.NewGuid(), MadeUpPictures.Png(640, 480));
        (await TellAsync(phone, visit, "depart", Guid.NewGuid(), new { })).Dispose();
        (await TellAsync(phone, visit, "arrive", Guid.NewGuid(), new { })).Dispose();

        var taken = await PhotographAsync(phone, visit, key, MadeUpPictures.Png(640, 480));
        var again = await PhotographAsync(phone, visit, key, MadeUpPictures.Png(640, 480));
        var text = await PhotographAsync(phone, visit, Guid.NewGuid(), "a text called photo.jpg"u8.ToArray());

        Assert.Equal(
            [HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.UnsupportedMediaType], [early, taken, again, text]);
        var stored = (await Desk.FindAsync(visit, Lin, Stop)).Value;
        var photos = await app.Services.GetRequiredService<VisitPhotoDesk>().ListAsync(stored.Home, stored.Subject, Lin, Stop);
        await IsShownToTheDeskAsync(Assert.Single(photos.Value).Photo);
    }

    private async Task IsShownToTheDeskAsync(PhotoId photo)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = await app.EnterAsync(role);
            using var answer = await client.GetAsync(photo.Path(PhotoSize.Full));
            Assert.Equal((role, Roles.Care.Split(',').Contains(role.ToString()) ? HttpStatusCode.OK : HttpStatusCode.NotFound), (role, answer.StatusCode));
        }

        using var manager = await app.EnterAsync(Role.GridManager);
        using var full = await manager.GetAsync(photo.Path(PhotoSize.Full));
        Assert.Equal("image/jpeg", full.Content.Headers.ContentType?.ToString());
        Assert.Equal("private", full.Headers.CacheControl!.ToString().Split(',').Select(part => part.Trim()).Single(part => part is "private" or "public"));
        Assert.Contains("immutable", full.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal(["nosniff"], full.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal((640, 480), MadeUpPictures.SizeOf(await full.Content.ReadAsByteArrayAsync()));
        Assert.Equal((320, 240), MadeUpPictures.SizeOf(await manager.GetByteArrayAsync(photo.Path(PhotoSize.Small))));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/photos/{new string('0', 64)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/photos/..%2Fconsole.db")).StatusCode);

        using var neighbour = app.Anonymous();
        (await neighbour.PostAsync($"/demo/sign-in/neighbour/{Role.SocialWorker}", null)).Dispose();
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync(photo.Path(PhotoSize.Full))).StatusCode);
        using var nobody = app.Anonymous();
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync(photo.Path(PhotoSize.Full))).StatusCode);
    }

    private static async Task<HttpStatusCode> PhotographAsync(HttpClient phone, VisitId visit, Guid key, byte[] picture)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/field/visits/{visit}/photo?waited=1200") { Content = new ByteArrayContent(picture) };
        request.Headers.Add("Idempotency-Key", key.ToString());
        using var answer = await phone.SendAsync(request);
        return answer.StatusCode;
    }

    [Fact]
    public async Task SignOut_TellsTheBrowserToForgetWhatThePhoneHasKept()
    {
        using var phone = await app.EnterAsync(Role.SocialWorker);

        using var left = await phone.PostAsync("/sign-out", null);

        Assert.Equal(["\"storage\", \"cache\""], left.Headers.GetValues("Clear-Site-Data"));
    }

    // Asked for two minutes ago: nothing counts from before the visit was asked for.
    private async Task<VisitId> VisitAsync()
    {
        var home = app.Services.GetRequiredService<HomeDirectory>().Homes("demo")[0];
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var asked = Visit.Ask(VisitId.New(), new VisitRequest(home.Id, home.Cell, $"test:{Guid.NewGuid():N}", "看看", true, now, null, null), Lin, now.AddMinutes(-2));
        var log = app.Services.GetRequiredService<CommandLog>();
        Assert.True(await app.Services.GetRequiredService<IVisitStore>().SaveAsync(asked, 0, log.Done(Lin, "visit.ask", asked.Subject, "", ""), Stop));
        return asked.Id;
    }

    private static async Task<HttpResponseMessage> TellAsync(HttpClient phone, VisitId visit, string step, Guid? key, object told)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/field/visits/{visit}/{step}") { Content = JsonContent.Create(told) };
        if (key is { } own)
        {
            request.Headers.Add("Idempotency-Key", own.ToString());
        }

        return await phone.SendAsync(request);
    }
}
