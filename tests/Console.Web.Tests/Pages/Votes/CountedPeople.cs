using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Tests.Pages.Votes;

/// <summary>Accounts in memory that count how often one is read, and answer late or not at all where a test wants it.</summary>
internal sealed class CountedPeople(IEnumerable<StaffMember> members) : IStaffStore
{
    private readonly VolatileStaffStore _members = new(members);
    private int _reads;

    public int Reads => _reads;

    public bool Fails { get; set; }

    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<StaffMember?> FindAsync(StaffId id, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        await Gate;
        return Fails ? throw new IOException("The accounts cannot be read.") : await _members.FindAsync(id, cancellation);
    }

    public Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken cancellation) => _members.ListAsync(cancellation);
}
