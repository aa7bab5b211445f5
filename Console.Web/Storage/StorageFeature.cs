using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Points;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Web.Endpoints;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage.Anomalies;
using CommunityConsole.Web.Storage.Audit;
using CommunityConsole.Web.Storage.Care;
using CommunityConsole.Web.Storage.Community;
using CommunityConsole.Web.Storage.Consents;
using CommunityConsole.Web.Storage.Council;
using CommunityConsole.Web.Storage.Credentials;
using CommunityConsole.Web.Storage.Dispatch;
using CommunityConsole.Web.Storage.Governance;
using CommunityConsole.Web.Storage.Metering;
using CommunityConsole.Web.Storage.Mqtt;
using CommunityConsole.Web.Storage.MutualHelp;
using CommunityConsole.Web.Storage.Notices;
using CommunityConsole.Web.Storage.Points;
using CommunityConsole.Web.Storage.Repairs;
using CommunityConsole.Web.Storage.TimeBank;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage;

/// <summary>Registers the databases and the stores on them.</summary>
public static class StorageFeature
{
    /// <summary>The name of the console's database in <c>Data:Directory</c>.</summary>
    public const string ConsoleFile = "console.db";

    /// <summary>Adds console.db with its stores. The file is made and brought up to date when the host starts.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<DataOptions>(DataOptions.Section);
        services.AddPooledDbContextFactory<ConsoleDb>(static (provider, options) => Use(options, provider.GetRequiredService<IOptions<DataOptions>>().Value.File(ConsoleFile)));

        // Identity asks for a context of its own per request.
        services.AddScoped(static provider => provider.GetRequiredService<IDbContextFactory<ConsoleDb>>().CreateDbContext());
        services.AddReadingStorage();
        services.AddSingleton<ConsoleWriter>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IHomeStore, HomeStore>();
        services.AddSingleton<IShiftStore, ShiftStore>();
        services.AddSingleton<IStaffProfileStore, StaffProfileStore>();
        services.AddSingleton<IConsentStore, ConsentStore>();
        services.AddSingleton<IVisitStore, VisitStore>();
        services.AddSingleton<IVisitPhotoStore, VisitPhotoStore>();
        services.AddSingleton<IDoorCodes, DoorCodes>();
        services.AddSingleton<IAlertStore, AlertStore>();
        services.AddSingleton<IMorningCallStore, MorningCallStore>();
        services.AddSingleton<IFineLinkStore, FineLinkStore>();
        services.AddSingleton<INoticeStore, NoticeStore>();
        services.AddSingleton<IRepairStore, RepairStore>();
        services.AddSingleton<IVoteStore, SqliteVoteStore>();
        services.AddSingleton<IPointsStore, SqlitePointsStore>();
        services.AddSingleton<IHelpStore, HelpStore>();
        services.AddSingleton<ITimeBankStore, SqliteTimeBankStore>();
        services.AddSingleton(static provider => PepperFile.Open(provider.GetRequiredService<IOptions<DataOptions>>()));
        services.AddSingleton<IDelegateStore, DelegateStore>();
        services.AddSingleton(static provider => VoteKeyFile.Open(provider.GetRequiredService<IOptions<DataOptions>>()));
        services.AddHealthChecks().AddCheck<VoteHealth>("votes", tags: [HealthEndpoints.Told]);
        services.AddSingleton<IAssetStore, AssetStore>();
        services.AddSingleton<IImprovementStore, ImprovementStore>();
        services.AddSingleton<ITopicStore, TopicStore>();
        services.AddSingleton<ILessonStore, LessonStore>();
        services.AddSingleton<ICredentialStore, CredentialStore>();
        services.AddSingleton<IMqttStateStore, MqttStateStore>();
        services.AddSingleton<StorageStart>();
        services.AddHostedService(static provider => provider.GetRequiredService<StorageStart>());
        services.AddHostedService<HomeRepair>();   // once the table is there, before the homes are read
        return services;
    }

    internal static void Use(DbContextOptionsBuilder options, string file) =>
        options.UseSqlite($"Data Source={file}").AddInterceptors(new FullSync());
}
