using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>The door of the figures: measured once, read by the status page and by <c>/metrics</c>.</summary>
internal static class PipelineFeature
{
    /// <summary>Registers the board, its sources and the sweep that fills it.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddSingleton<PipelineBoard>();
        services.AddSingleton<Pages.Homes.HouseholdSources>();
        services.AddSingleton<IFigureSource, IngestFigures>();
        services.AddSingleton<IFigureSource, MqttFigures>();
        services.AddSingleton<WatchPulse>();
        services.AddSingleton<IReadingFacts>(provider => provider.GetRequiredService<WatchPulse>());
        services.AddSingleton<IFigureSource, WatchFigures>();
        services.AddSingleton<IFigureSource, StorageFigures>();
        services.AddSingleton<IFigureSource, ProcessFigures>();
        services.AddHostedService<PipelineSweep>();
        return services;
    }
}
