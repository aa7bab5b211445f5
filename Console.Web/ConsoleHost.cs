using System.Globalization;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Photos;
using CommunityConsole.Core.Points;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Transport;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Demo;
using CommunityConsole.Web.Endpoints;
using CommunityConsole.Web.Endpoints.Field;
using CommunityConsole.Web.Endpoints.Open311;
using CommunityConsole.Web.Endpoints.Repairs;
using CommunityConsole.Web.Endpoints.Votes;
using CommunityConsole.Web.Hubs;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Live.Pipeline;
using CommunityConsole.Web.Outbound.Notices;
using CommunityConsole.Web.Outbound.Photos;
using CommunityConsole.Web.Outbound.Repairs;
using CommunityConsole.Web.Outbound.TimeBank;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Radzen;

namespace CommunityConsole.Web;

/// <summary>Puts the program together: settings, features, middleware, screens. Each feature has one line here.</summary>
internal static class ConsoleHost
{
    /// <summary>The whole program, not yet started.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = HostEnvironment.Name(args),
        });
        builder.WebHost.UseStaticWebAssets(); // _content/... would answer 500 unpublished outside Development
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddSharedSettings();
        AddServices(builder.Services, builder.Configuration);

        var app = builder.Build();
        UseMiddleware(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<CommunityOptions>(CommunityOptions.Section);
        services.AddSettings<DemoOptions>(DemoOptions.Section);
        services.AddSingleton(provider => DemoClock.Of(
            provider.GetRequiredService<IOptions<DemoOptions>>().Value, provider.GetRequiredService<DemoFile>()));
        services.AddSingleton(provider => new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById(
            provider.GetRequiredService<IOptions<CommunityOptions>>().Value.TimeZone)));

        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddHealthChecks();
        services.AddOpenApi();
        services.AddStorage(configuration); // first: its tables are there before anything else starts
        services.AddDemo(); // its past is stored before anything has read the tables
        services.AddCommunity();
        services.AddConsents();
        services.AddPhotoShop();
        services.AddPhotos();
        services.AddDispatch();
        services.AddNoticeChannels(configuration);
        services.AddNotices();
        services.AddCare();
        services.AddFine();
        services.AddSingleton<IRepairSeal, RepairSeal>();
        services.AddRepairs();
        services.AddPoints();
        services.AddSettings<TimeBankOptions>(TimeBankOptions.Section);
        services.AddTimeBank();
        services.AddChain();
        services.AddMutualHelp();
        services.AddCouncil();
        services.AddDelegates();
        services.AddGovernance();
        services.AddRepairGovernance();
        services.AddHelpGovernance();
        services.AddPipeline();
        services.AddHubs();
        services.AddSingleton<FieldSteps>();
        services.AddScreens();
        services.AddAccess();
        services.AddFineLimit();
        services.AddKnownProxies();
        services.AddRepairLimit();
        services.AddVoteLimit();
        services.AddOpen311();

        // The listener last: it starts when everything it hands over to is there, and stops first.
        services.AddMetering();
        services.AddCredentials(); // after metering: the devices of the logins are loaded first
        services.AddAnomalies();
        services.AddDeviceIntake();
        services.AddDeviceAccess();
        services.AddMqtt();
        services.AddUpstream();
    }

    private static void UseMiddleware(WebApplication app)
    {
        app.UseKnownProxies();
        app.UseExceptionHandler("/problem/500", createScopeForErrors: true);
        app.UseSecurityHeaders();
        app.UseStatusPages();
        app.UseRequestLocalization(Cultures());
        app.UseResponseCompression();
        app.UseOriginCheck();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseRateLimiter();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
        app.MapAccess();
        app.MapFine();
        app.MapDeviceExports();
        app.MapHomeExports();
        app.MapAssetExports();
        app.MapMorningExports();
        app.MapNumbersExports();
        app.MapRepairNumbersExports();
        app.MapImprovementExports();
        app.MapDelegateExports();
        app.MapTopicExports();
        app.MapPointsExports();
        app.MapField();
        app.MapPhotos();
        app.MapRepairs();
        app.MapVotes();
        app.MapVerifier();
        app.MapTimeProof();
        app.MapOpen311();
        app.MapReportForms();
        app.MapMetrics();
        app.MapMqtt();
        app.MapHubs();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    // The cookie decides alone: Chinese comes first whatever language the browser asks for.
    private static RequestLocalizationOptions Cultures()
    {
        var cultures = new RequestLocalizationOptions().SetDefaultCulture(Languages.Chinese)
            .AddSupportedCultures(Languages.All).AddSupportedUICultures(Languages.All);
        cultures.RequestCultureProviders = [new CookieRequestCultureProvider()];
        return cultures;
    }
}
