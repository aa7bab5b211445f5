using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>
/// Makes topics in every stage before anything has read the tables: they go through the real desks, on a clock that is put where each step was.
/// What is there already is left as it is.
/// </summary>
internal sealed class DemoTopics(
    IVoteStore votes, ITopicStore topics, VoteKey key, EstateCalendar calendar, IOptions<DemoOptions> demo, IOptions<CommunityOptions> community, TimeProvider time, ILoggerFactory loggers) : HostedStart
{
    private const int FewestHomes = 12;

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled || demo.Value.Homes < FewestHomes || (await topics.ListAsync(cancellationToken)).Any(topic => topic.Community == community.Value.Id))
        {
            return;
        }

        // A council of its own over the same two files: no screen and no loop of the program has begun.
        var clock = new PastClock { Now = time.GetUtcNow() };
        var log = new VolatileAuditLog();
        var services = new ServiceCollection();
        services.AddSingleton(loggers).AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton(votes).AddSingleton<ITopicStore>(new MadeUp(topics, time)).AddSingleton(key).AddSingleton(calendar).AddSingleton<IAuditLog>(log);
        services.AddSingleton<IStaffStore>(new VolatileStaffStore(DemoTopicPlan.People(community.Value.Id))).AddSingleton<StaffDirectory>().AddSingleton<CommandLog>().AddSingleton<ITaskUnits, AnyUnit>();
        services.AddCouncil();
        await using var past = services.BuildServiceProvider();
        await past.GetRequiredService<StaffDirectory>().LoadAsync(cancellationToken);
        var loops = past.GetServices<IHostedService>().ToList();
        foreach (var loop in loops)
        {
            await loop.StartAsync(cancellationToken);
        }

        await ActivatorUtilities.CreateInstance<DemoTopicPlan>(past, clock, time.GetUtcNow(), community.Value.Id).MakeAsync(cancellationToken);
        foreach (var loop in loops)
        {
            await loop.StopAsync(cancellationToken);
        }
    }

    // Nobody did any of it: the audit says that the program made it up.
    private sealed class MadeUp(ITopicStore inner, TimeProvider time) : ITopicStore
    {
        public Task<IReadOnlyList<Topic>> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);

        public Task<bool> SaveAsync(Topic changed, int expected, IReadOnlyList<AuditEntry> audit, CancellationToken cancellation)
        {
            var details = new AuditDetails(changed.Subject, Actor.Program(changed.Community).Name, "", "", changed.Stage.ToString(), "");
            return inner.SaveAsync(changed, expected, [new AuditEntry(time.GetUtcNow(), changed.Community, Actor.ProgramId.Value, "demo.made", AuditEntry.Done, details)], cancellation);
        }

        public Task<bool> RewriteAsync(IReadOnlyList<Topic> changed, IReadOnlyList<AuditEntry> audit, AuditNames forgotten, CancellationToken cancellation) => inner.RewriteAsync(changed, audit, forgotten, cancellation);
    }

    private sealed class AnyUnit : ITaskUnits
    {
        public bool Knows(string unit) => true;
    }
}
