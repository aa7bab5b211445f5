using System.Net;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Tests.Outbound.Photos;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Endpoints;

/// <summary>Who gets a photo over HTTP, and how.</summary>
public sealed class PhotoEndpointsTests(PhotoEndpointsTests.OwningApp app) : IClassFixture<PhotoEndpointsTests.OwningApp>
{
    [Fact]
    public async Task Photo_IsShownToWhomItsOwnerShowsIt_AndNobodyElseLearnsThatItIsThere()
    {
        var shop = app.Services.GetRequiredService<IPhotoShop>();
        var photo = (await shop.KeepAsync(new MemoryStream(MadeUpPictures.Png(640, 480)), CancellationToken.None)).Value;
        using var worker = await app.EnterAsync(Role.SocialWorker);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync(photo.Path(PhotoSize.Full))).StatusCode);

        app.Owner.Owned = photo;

        using var full = await worker.GetAsync(photo.Path(PhotoSize.Full));
        Assert.Equal(("image/jpeg", HttpStatusCode.OK), (full.Content.Headers.ContentType?.ToString(), full.StatusCode));
        Assert.Equal((640, 480), MadeUpPictures.SizeOf(await full.Content.ReadAsByteArrayAsync()));
        Assert.True(full.Headers.CacheControl!.Private);
        Assert.Contains("immutable", full.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal(["nosniff"], full.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal((320, 240), MadeUpPictures.SizeOf(await worker.GetByteArrayAsync(photo.Path(PhotoSize.Small))));
        foreach (var role in Enum.GetValues<Role>().Except([Role.SocialWorker]))
        {
            using var other = await app.EnterAsync(role);
            using var answer = await other.GetAsync(photo.Path(PhotoSize.Small));
            Assert.Equal((role, HttpStatusCode.NotFound), (role, answer.StatusCode));
        }

        using var neighbour = app.Anonymous();
        (await neighbour.PostAsync($"/demo/sign-in/neighbour/{Role.SocialWorker}", null)).Dispose();
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync(photo.Path(PhotoSize.Full))).StatusCode);
        using var nobody = app.Anonymous();
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync(photo.Path(PhotoSize.Full))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync("/photos/..%2Fconsole.db")).StatusCode);
    }

    /// <summary>The program with a feature that shows one photo to social workers.</summary>
    public sealed class OwningApp : ConsoleApp
    {
        internal OneOwner Owner { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IPhotoRights>(Owner));
        }
    }

    internal sealed class OneOwner : IPhotoRights
    {
        public PhotoId? Owned { get; set; }

        public Task<bool> MaySeeAsync(PhotoId photo, Actor actor, CancellationToken cancellation) =>
            Task.FromResult(photo == Owned && actor is { Role: Role.SocialWorker, Community: "demo" });

        public Task<IReadOnlySet<PhotoId>> OwnedAsync(IReadOnlyList<PhotoId> photos, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlySet<PhotoId>>(photos.Where(photo => photo == Owned).ToHashSet());
    }
}
