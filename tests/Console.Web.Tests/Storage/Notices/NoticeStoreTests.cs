using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Notices;

public sealed class NoticeStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly AuditEntry Entry = new(Cared.Noon, "demo", "program", "notice.call", AuditEntry.Done, new AuditDetails("", "", "", "", "", ""));

    private readonly ConsoleFile _file = new();

    private static CancellationToken Stop => CancellationToken.None;

    private INoticeStore Store => _file.Stores.Notices;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Add_EveryColumn_IsReadBackAndReplaced()
    {
        var fresh = Of("lin", "webhook");
        var tried = fresh with { State = NoticeState.Stopping, Attempts = 3, NextTry = Cared.Noon.AddSeconds(4), SentAt = Cared.Noon, Failure = "HttpRequestException 503" };

        Assert.True(await Store.AddAsync([fresh, Of("zhou", "webhook")], [Entry], Stop));
        await Store.ReplaceAsync([tried], Stop);

        Assert.Equal(tried, (await Store.ListAsync("alert:1", Stop)).Single(notice => notice.Id == fresh.Id));
        var ended = tried with { State = NoticeState.Ended, EndedAt = Cared.Noon.AddMinutes(1), NextTry = null };
        await Store.ReplaceAsync([ended], Stop);
        Assert.Equal(["zhou"], (await Store.ListActiveAsync(Stop)).Select(notice => notice.To));
        Assert.Equal(ended, (await Store.ListAsync("alert:1", Stop)).Single(notice => notice.Id == fresh.Id));
    }

    [Fact]
    public async Task Add_OneIsThereAlready_WritesNone()
    {
        await Store.AddAsync([Of("lin", "desk")], [Entry], Stop);

        Assert.False(await Store.AddAsync([Of("zhou", "desk"), Of("lin", "desk")], [Entry], Stop));

        Assert.Equal(["lin"], (await Store.ListActiveAsync(Stop)).Select(notice => notice.To));
    }

    private static Notice Of(string to, string channel) => new()
    {
        Id = NoticeId.Of("demo", "alert:1", 1, NoticeStage.Call, to, channel),
        Community = "demo",
        Subject = "alert:1",
        Round = 1,
        Stage = NoticeStage.Call,
        To = to,
        Channel = channel,
        Text = new Sentence("请接手。", "Please take it."),
        Link = "/care?alert=1",
        MadeAt = Cared.Noon,
    };
}
