using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Components;

/// <summary>The photos of what was found, small; new ones come by themselves.</summary>
public sealed partial class VisitPhotos(VisitPhotoDesk desk) : LiveComponent
{
    private IReadOnlyList<VisitPhoto> _photos = [];

    /// <summary>Whose home.</summary>
    [Parameter]
    [EditorRequired]
    public required HomeId Home { get; set; }

    /// <summary>What the visits were about.</summary>
    [Parameter]
    [EditorRequired]
    public required string Subject { get; set; }

    /// <summary>The person who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(ListAsync, photos => _photos = photos);

    private async IAsyncEnumerable<IReadOnlyList<VisitPhoto>> ListAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var _ in desk.WatchAsync(stop))
        {
            var photos = await Me.DoAsync(actor => desk.ListAsync(Home, Subject, actor, stop));
            yield return photos.Succeeded ? photos.Value : [];
        }
    }

    private string TimeOf(VisitPhoto photo) => Calendar.Local(photo.At).ToString("HH:mm", CultureInfo.InvariantCulture);
}
