using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Where the ledger and what stands beside it are kept. One bank, one ledger, one contract: of one community.</summary>
public interface ITimeBankStore
{
    /// <summary>Whose.</summary>
    string Community { get; }

    /// <summary>
    /// Takes decisions one after the other, each on what the ones before have written, and commits what they decided together.
    /// Nobody else writes in between, not even another process: what a decision sees is so until it is on disk.
    /// </summary>
    /// <returns>One answer for each decision; a refused one wrote nothing.</returns>
    Task<IReadOnlyList<Result<TimeBankChange>>> GiveAsync(IReadOnlyList<Func<ITimeBankSight, Result<TimeBankChange>>> decisions, CancellationToken cancellation);

    /// <summary>Looks at everything as it is at one moment. What comes back must not read on afterwards.</summary>
    Task<T> LookAsync<T>(Func<ITimeBankSight, T> look, CancellationToken cancellation);
}

/// <summary>The bank at one moment.</summary>
public interface ITimeBankSight : ITimeBankTables
{
    /// <summary>What the rules look at: the fold of all entries.</summary>
    TimeBankState State { get; }

    /// <summary>The newest entry; null while there is none.</summary>
    TimeEntry? Last { get; }

    /// <summary>The entry of that number; null where there is none.</summary>
    TimeEntry? ByNumber(long number);

    /// <summary>The entries about a record or of an operation, oldest first.</summary>
    IReadOnlyList<TimeEntry> OfOp(Id32 op);

    /// <summary>Entries before the one numbered <paramref name="before"/>, newest first.</summary>
    IReadOnlyList<TimeEntry> Entries(long before, int most);

    /// <summary>Those of one account.</summary>
    IReadOnlyList<TimeEntry> EntriesOf(Id32 account, long before, int most);

    /// <summary>What an account filed as provider, oldest first.</summary>
    IReadOnlyList<TimeEntry> FiledBy(Id32 provider);

    /// <summary>Whose account it is; null once erased.</summary>
    TimePerson? Person(Id32 account);

    /// <summary>The member who signs in so.</summary>
    TimePerson? PersonOf(StaffId person);

    /// <summary>The words behind a hash; null once erased.</summary>
    TimeWord? Word(Id32 hash);

    /// <summary>The phone code of a record; null where there is none.</summary>
    PhoneCode? Code(Id32 record);
}
