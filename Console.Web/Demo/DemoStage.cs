using System.Collections.Immutable;
using CommunityConsole.Core.Community;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>A device whose link breaks without a word.</summary>
internal sealed record BrokenLink(SimulatedHome Home, SimulatedDevice Device);

/// <summary>
/// Where the made-up communities live while the program runs: devices take what they have to say from here, incidents
/// change what happens. Safe from any thread.
/// </summary>
internal sealed class DemoStage(DemoFile file)
{
    private readonly Lock _gate = new();
    private readonly List<BrokenLink> _broken = [];
    private IReadOnlyList<LiveEstate> _lives = [];
    private DemoRecord? _record;
    private TaskCompletionSource _bell = NewBell();

    /// <summary>Null until the demo has opened.</summary>
    public DemoWorld? World { get; private set; }

    /// <summary>The record as of now.</summary>
    /// <exception cref="InvalidOperationException">The demo has not opened.</exception>
    public DemoRecord Record => _record ?? throw new InvalidOperationException("The demo has not opened.");

    /// <summary>Goes on from where <paramref name="record"/> ends.</summary>
    public void Open(DemoWorld world, DemoRecord record)
    {
        lock (_gate)
        {
            _record = record;
            _lives = [.. world.Estates.Select(e => new LiveEstate(e, record.Origin, record.Through, DemoWorld.In(e, record)))];
            World = world;
        }
    }

    /// <summary>What leaves the homes until <paramref name="now"/>; call <see cref="Delivered"/> once the server has it.</summary>
    public IReadOnlyList<(SimulatedHome Home, DeviceReport Report)> Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. _lives.SelectMany(life => life.Advance(now))];
        }
    }

    /// <summary>Links that broke since the last call.</summary>
    public IReadOnlyList<BrokenLink> TakeBroken()
    {
        lock (_gate)
        {
            var broken = _broken.ToList();
            _broken.Clear();
            return broken;
        }
    }

    /// <summary>Everything taken for that instant is with the server; remembered for the next start.</summary>
    public void Delivered(DateTimeOffset through)
    {
        lock (_gate)
        {
            _record = Record with { Through = through };
        }
    }

    /// <summary>Writes down where the demo is.</summary>
    public void Save()
    {
        lock (_gate)
        {
            if (_record is { } record)
            {
                file.Write(record);
            }
        }
    }

    /// <summary>Changes what happens in a home from now on and wakes its devices.</summary>
    public void Change(SimulatedHome home, Func<ImmutableArray<Happening>, ImmutableArray<Happening>> change)
    {
        lock (_gate)
        {
            var life = _lives[home.Id.Community == World!.Main.Community ? 0 : 1];
            life.Change(home, change);
            _record = Record with { Happenings = Record.Happenings.SetItem(home.Id.ToString(), life.Happenings[home.Number]) };
            file.Write(_record);
        }

        Ring();
    }

    /// <summary>Breaks a device's link and wakes the devices.</summary>
    public void Break(BrokenLink link)
    {
        lock (_gate)
        {
            _broken.Add(link);
        }

        Ring();
    }

    /// <summary>What happens in a home.</summary>
    public ImmutableArray<Happening> HappeningsOf(HomeId home) => Record.Happenings.GetValueOrDefault(home.ToString(), []);

    /// <summary>When something leaves next.</summary>
    public DateTimeOffset NextAt
    {
        get
        {
            lock (_gate)
            {
                return _lives.Count == 0 ? DateTimeOffset.MaxValue : _lives.Min(life => life.NextAt);
            }
        }
    }

    /// <summary>Completes at the next change; take it before looking at what there is, and no change is missed.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _bell.Task;
            }
        }
    }

    private void Ring()
    {
        TaskCompletionSource bell;
        lock (_gate)
        {
            (bell, _bell) = (_bell, NewBell());
        }

        bell.SetResult();
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
