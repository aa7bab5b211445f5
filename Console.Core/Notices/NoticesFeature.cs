using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Notices;

/// <summary>Registers the outbox; needs <see cref="INoticeStore"/>, the community feature and whatever <see cref="INoticeChannel"/>s there are.</summary>
public static class NoticesFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeBoard>();
        services.AddSingleton<NoticeOutbox>();
        services.AddHostedService<NoticeStart>();
        services.AddHostedService<NoticeCourier>();
        return services;
    }
}
