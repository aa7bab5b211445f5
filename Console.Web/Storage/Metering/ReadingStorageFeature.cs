using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Storage.Anomalies;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.Metering;

/// <summary>Registers readings.db and the stores on it.</summary>
internal static class ReadingStorageFeature
{
    /// <summary>The name of the file in <c>Data:Directory</c>.</summary>
    internal const string ReadingsFile = "readings.db";

    internal static IServiceCollection AddReadingStorage(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var data = provider.GetRequiredService<IOptions<DataOptions>>().Value;
            return new ReadingsDatabase(data.File(ReadingsFile), data.BusyTimeout);
        });
        services.AddSingleton<SqliteReadingStore>();
        services.AddSingleton<IReadingStore>(provider => provider.GetRequiredService<SqliteReadingStore>());
        services.AddSingleton<IQuarantineStore, SqliteQuarantineStore>();
        services.AddSingleton<IRollupStore, SqliteRollupStore>();
        services.AddSingleton<IDeviceStore, SqliteDeviceStore>();
        services.AddSingleton<IRememberedStore, SqliteRememberedStore>();
        services.AddSingleton<IWatchCheckpointStore, SqliteWatchCheckpointStore>();
        return services;
    }
}
