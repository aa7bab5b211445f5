using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Outbound.Photos;

/// <summary>A picture made anew.</summary>
internal sealed record ShrunkPhoto(byte[] Full, byte[] Small);

/// <summary>Runs the tool, one process for each picture: what a hostile one breaks, it breaks for itself. Ends it when it takes too long or the program stops.</summary>
internal sealed partial class PhotoWorker(
    PhotoTool tool, IOptions<PhotosOptions> options, IHostApplicationLifetime program, ILogger<PhotoWorker> log) : IDisposable
{
    /// <summary>At once: pictures may wait, readings may not.</summary>
    public const int Hands = 2;

    private const int LargestJpeg = 8_000_000;
    private readonly SemaphoreSlim _hands = new(Hands, Hands);
    private int _running;

    /// <summary>How many processes run.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>What the last try found missing that cannot be seen from the files; null after one that worked.</summary>
    public Sentence? Missing { get; private set; }

    /// <summary>Both sizes of a picture.</summary>
    public async Task<Result<ShrunkPhoto>> ShrinkAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellation)
    {
        if (tool.Missing is { } missing)
        {
            return new PhotoToolMissing(missing);
        }

        await _hands.WaitAsync(cancellation);
        try
        {
            Interlocked.Increment(ref _running);
            return await RunAsync(picture, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            _hands.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _hands.Dispose();

    private async Task<Result<ShrunkPhoto>> RunAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo() };
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            LogNoNode(fault, tool.Node);
            return new PhotoToolMissing(Missing = tool.NoNode);
        }

        // Real time, not the demonstration's: the process knows no other.
        using var limit = new CancellationTokenSource(options.Value.Timeout, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, program.ApplicationStopping, cancellation);
        try
        {
            var told = process.StandardError.ReadToEndAsync(stop.Token);
            var feeding = FeedAsync(process, picture, stop.Token);
            var shrunk = await ReadAsync(process.StandardOutput.BaseStream, stop.Token);
            await feeding;
            await process.WaitForExitAsync(stop.Token);
            return Judge(process.ExitCode, shrunk, (await told).Trim());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            LogTimeout(options.Value.Timeout);
            return new PhotoNotMade();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Result<ShrunkPhoto> Judge(int exit, ShrunkPhoto? shrunk, string told)
    {
        switch (exit)
        {
            case 0 when shrunk is not null:
                Missing = null;
                return shrunk;
            case 2:
                return new PhotoNotReadable();
            case 3:
                return new PhotoHasTooManyPixels();
            case 4:
                LogNoPackages(told);
                return new PhotoToolMissing(Missing = tool.NoPackages);
            default:
                LogBroken(exit, told);
                return new PhotoNotMade();
        }
    }

    // The settings of this program may hold secrets, and the tool reads what strangers send: it gets none of them.
    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(tool.Node, [tool.ScriptPath])
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(["PATH", "SystemRoot", "TEMP"], StringComparer.OrdinalIgnoreCase).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> picture, CancellationToken stop)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await input.WriteAsync(picture, stop);
        }
        catch (IOException)
        {
            // It has ended before it had read all; its exit code says why.
        }
    }

    private static async Task<ShrunkPhoto?> ReadAsync(Stream output, CancellationToken stop) =>
        await ReadOneAsync(output, stop) is { } full && await ReadOneAsync(output, stop) is { } small ? new ShrunkPhoto(full, small) : null;

    private static async Task<byte[]?> ReadOneAsync(Stream output, CancellationToken stop)
    {
        var head = new byte[sizeof(uint)];
        if (await output.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop) < head.Length
            || BinaryPrimitives.ReadUInt32BigEndian(head) is not (> 0 and <= LargestJpeg and var length))
        {
            return null;
        }

        var jpeg = new byte[length];
        return await output.ReadAtLeastAsync(jpeg, jpeg.Length, throwOnEndOfStream: false, stop) == jpeg.Length ? jpeg : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Photos cannot be taken: {Node} could not be started.")]
    private partial void LogNoNode(Exception fault, string node);

    [LoggerMessage(Level = LogLevel.Error, Message = "Photos cannot be taken, the packages of the tool do not load: {Told}")]
    private partial void LogNoPackages(string told);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A picture was given up: not made within {Limit}, or the program stops.")]
    private partial void LogTimeout(TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A picture was given up: the tool ended with {Exit}: {Told}")]
    private partial void LogBroken(int exit, string told);
}
