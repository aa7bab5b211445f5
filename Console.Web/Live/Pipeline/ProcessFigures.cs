using System.Diagnostics;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>The program itself.</summary>
internal sealed class ProcessFigures : IFigureSource, IDisposable
{
    public const string Memory = "process_resident_memory_bytes";
    public const string Cpu = "process_cpu_seconds_total";
    public const string Uptime = "console_uptime_seconds";

    private readonly Process _process = Process.GetCurrentProcess();
    private readonly long _start = Stopwatch.GetTimestamp();

    public string Name => "process";

    public IReadOnlyList<Figure> Measure()
    {
        _process.Refresh();
        return
        [
            new(Memory, FigureKind.Gauge, "Memory of the process.", _process.WorkingSet64),
            new(Cpu, FigureKind.Counter, "Processor time used.", _process.TotalProcessorTime.TotalSeconds),
            new(Uptime, FigureKind.Gauge, "Real time since the start.", Stopwatch.GetElapsedTime(_start).TotalSeconds),
        ];
    }

    public void Dispose() => _process.Dispose();
}
