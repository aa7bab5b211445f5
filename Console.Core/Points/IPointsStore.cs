using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Where the ledger and what stands beside it are kept.</summary>
public interface IPointsStore
{
    /// <summary>The communities that have entries.</summary>
    Task<IReadOnlyList<string>> CommunitiesAsync(CancellationToken cancellation);

    /// <summary>
    /// Takes decisions one after the other, each on what the ones before have written, and commits what they decided together.
    /// Nobody else writes in between, not even another process: what a decision sees is so until it is on disk.
    /// </summary>
    /// <returns>One answer for each decision; a refused one wrote nothing.</returns>
    Task<IReadOnlyList<Result<PointsChange>>> GiveAsync(string community, IReadOnlyList<Func<IPointsSight, Result<PointsChange>>> decisions, CancellationToken cancellation);

    /// <summary>Looks at everything as it is at one moment. What comes back must not read on afterwards.</summary>
    Task<T> LookAsync<T>(string community, Func<IPointsSight, T> look, CancellationToken cancellation);
}

/// <summary>A community's bank at one moment.</summary>
public interface IPointsSight
{
    /// <summary>Whose.</summary>
    string Community { get; }

    /// <summary>The newest entry; null while there is none.</summary>
    PointsEntry? Last { get; }

    /// <summary>The entry of that number; null where there is none.</summary>
    PointsEntry? ByNumber(long number);

    /// <summary>The entry of that operation; null where there is none.</summary>
    PointsEntry? ByOp(LedgerKey op);

    /// <summary>The sum of an account.</summary>
    long BalanceOf(LedgerKey account);

    /// <summary>Entries before the one numbered <paramref name="before"/>, newest first.</summary>
    IReadOnlyList<PointsEntry> Entries(long before, int most);

    /// <summary>Those of one account.</summary>
    IReadOnlyList<PointsEntry> EntriesOf(LedgerKey account, long before, int most);

    /// <summary>Entries since an instant and before another, oldest first.</summary>
    IEnumerable<PointsEntry> Between(DateTimeOffset since, DateTimeOffset until);

    /// <summary>Entries after the one of that number, oldest first; read while they are walked.</summary>
    IEnumerable<PointsEntry> After(long number);

    /// <summary>Every entry, oldest first, whatever is wrong with it; null for one that cannot be read at all.</summary>
    IEnumerable<PointsEntry?> All();

    /// <summary>Everybody who has an account.</summary>
    IReadOnlyList<PointsMember> Members();

    /// <summary>Whose account it is.</summary>
    PointsMember? Member(LedgerKey account);

    /// <summary>The member who signs in so.</summary>
    PointsMember? MemberOf(StaffId person);

    /// <summary>All versions of the rules, oldest first.</summary>
    IReadOnlyList<PointRules> Rules();

    /// <summary>The activity; null where there is none.</summary>
    PointsActivity? Activity(Guid id);

    /// <summary>Activities that begin since an instant, newest first.</summary>
    IReadOnlyList<PointsActivity> Activities(DateTimeOffset since, int most);

    /// <summary>How people check in to an activity; null where they do not.</summary>
    CheckInTerms? CheckInTerms(Guid activity);

    /// <summary>Somebody's check-in to an activity; null where there is none.</summary>
    CheckIn? CheckIn(Guid activity, LedgerKey account);

    /// <summary>All of an activity.</summary>
    IReadOnlyList<CheckIn> CheckIns(Guid activity);

    /// <summary>All since an instant.</summary>
    IReadOnlyList<CheckIn> CheckInsSince(DateTimeOffset since);

    /// <summary>Somebody's appeal about an activity; null where there is none.</summary>
    PointsAppeal? Appeal(Guid activity, LedgerKey account);

    /// <summary>The newest appeals.</summary>
    IReadOnlyList<PointsAppeal> Appeals(int most);

    /// <summary>Until when a teller of facts was heard; null where it never was.</summary>
    DateTimeOffset? HeardUntil(string source);

    /// <summary>How many of a reward are left: what came onto the shelf less what was redeemed and not cancelled.</summary>
    int StockOf(string reward);

    /// <summary>The stock move of that operation; null where there is none.</summary>
    StockMove? StockMove(LedgerKey op);

    /// <summary>The voucher of that code; null where there is none.</summary>
    PointsVoucher? Voucher(string code);

    /// <summary>The voucher an entry paid for; null where there is none.</summary>
    PointsVoucher? VoucherFor(long redemption);

    /// <summary>A member's vouchers, newest first.</summary>
    IReadOnlyList<PointsVoucher> VouchersOf(LedgerKey account);

    /// <summary>Every voucher, newest first.</summary>
    IReadOnlyList<PointsVoucher> Vouchers(int most);
}
