using System.Text.Encodings.Web;
using System.Text.Unicode;
using CommunityConsole.Web.Pages.Improvements;
using CommunityConsole.Web.Pages.MutualHelp;
using CommunityConsole.Web.Pages.Points;
using CommunityConsole.Web.Pages.Repairs;
using CommunityConsole.Web.Pages.Topics;
using CommunityConsole.Web.Pages.Votes;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.WebEncoders;
using Radzen;

namespace CommunityConsole.Web.Live;

/// <summary>Registers what every screen needs.</summary>
public static class ScreensFeature
{
    /// <summary>Circuits that notice a lost link within 5 s, texts, the component library in Chinese.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                // Long enough for a lift or a cellar: the page comes back with what was typed and chosen.
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10);
                circuits.DetailedErrors = false;
            })
            .AddHubOptions(hub =>
            {
                // With the 4 s limit of js/link.js a silent link is known within 5 s; the framework's own would take 30 s.
                hub.KeepAliveInterval = TimeSpan.FromSeconds(1.5);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(10);
            });
        services.AddRadzenComponents();
        services.AddScoped<RepairDialogs>();
        services.AddScoped<VoteAddress>();
        services.AddScoped<ImprovementDialogs>();
        services.AddScoped<TopicDialogs>();
        services.AddScoped<PointsDialogs>();
        services.AddScoped<HelpDialogs>();
        services.AddSingleton<TaskOwners>();
        services.AddSingleton<ILocalizer, RadzenChinese>();
        services.AddLocalization();

        // Chinese as it is: as numeric entities a page is twice as long.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }
}
