using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Who is a member, how far somebody may go below nothing, the guarantee, the catalogue. Decides on what it is shown and does nothing.</summary>
public static class MemberDecisions
{
    /// <summary>Takes somebody in.</summary>
    public static Result<TimeBankChange> Join(ITimeBankSight sight, TimePerson person, TimeBankOptions policy, DateTimeOffset now, DateOnly today)
    {
        if (person.Name.Trim().Length is 0 or > TimeBankPolicy.TextLength)
        {
            return new TimeNotValid(new("请写姓名。", "Write the name."));
        }

        if (person.BirthYear < today.Year - 130 || person.BirthYear > today.Year)
        {
            return new TimeNotValid(new("请写出生年份，例如 1950。", "Write the year of birth, such as 1950."));
        }

        var people = sight.People();
        if ((person.Person is { } account ? sight.PersonOf(account) : people.FirstOrDefault(other => other.Local == person.Local)) is { } there)
        {
            return new TimeBankChange { IsThere = true, Person = there };
        }

        // Two of one name may live in the estate, not in one home.
        return person.Home.Length > 0 && people.Any(other => other.Home == person.Home && other.Name == person.Name.Trim()) ? new TimeMemberIsThere()
            : TimeBankPolicy.TooYoung(person.BirthYear, policy.LeastAgeToJoin, today) is { } young ? young
            : TimeBankPolicy.Take(sight, new SetMember(person.Account, MemberStatus.Active, policy.NewcomerFloor), now) is var taken && taken.Succeeded
                ? taken.Value with { Person = person with { Name = person.Name.Trim() } }
                : taken;
    }

    /// <summary>Suspends a member, lets one trade again, or moves the floor.</summary>
    public static Result<TimeBankChange> Set(ITimeBankSight sight, Id32 account, MemberStatus status, long floor, DateTimeOffset now) =>
        sight.State.Member(account) is { Status: not MemberStatus.None } member
            ? member.Status == status && member.Floor == floor
                ? new TimeBankChange { IsThere = true, Person = sight.Person(account) }
                : TimeBankPolicy.Take(sight, new SetMember(account, status, floor), now)
            : new TimeMemberNotFound();

    /// <summary>Ends a membership: what is left goes to the pool, what is owed comes from it.</summary>
    public static Result<TimeBankChange> Close(ITimeBankSight sight, Id32 account, Id32 op, TimeWord memo, DateTimeOffset now) =>
        TimeBankPolicy.Done(sight, op)
        ?? (sight.State.Records.Values.Any(record => record.Status == RecordStatus.Disputed && (record.Provider == account || record.Receiver == account))
            ? new TimeNotValid(new("这位成员还有未裁定的异议，请先裁定。", "A dispute of this member is open; rule on it first."))
            : TimeBankPolicy.Take(sight, new CloseMember(op, account, memo.Hash), memo, now));

    /// <summary>Forgets who a closed account belonged to. The ledger stays as it is; nobody can say any more whose it was.</summary>
    public static Result<TimeBankChange> Erase(ITimeBankSight sight, Id32 account) =>
        sight.State.Member(account).Status is MemberStatus.Active or MemberStatus.Suspended ? new TimeStillOpen()
        : sight.Person(account) is null ? new TimeMemberNotFound()
        : new TimeBankChange { Erased = account };

    /// <summary>Sets how far the pool may fall.</summary>
    public static Result<TimeBankChange> Guarantee(ITimeBankSight sight, long cap, Id32 op, TimeWord document, DateTimeOffset now) =>
        TimeBankPolicy.Done(sight, op) ?? TimeBankPolicy.Take(sight, new SetGuarantee(op, cap, document.Hash), document, now);

    /// <summary>Enters a line of the catalogue, or changes it.</summary>
    public static Result<TimeBankChange> Catalogue(ITimeBankSight sight, CatalogueLine line, ServiceType type, DateTimeOffset now)
    {
        if (line.Name.Zh.Trim().Length is 0 or > TimeBankPolicy.TextLength || line.Name.En.Trim().Length is 0 or > TimeBankPolicy.TextLength
            || line.Standard.Zh.Trim().Length is 0 or > TimeBankPolicy.WordLength || line.Standard.En.Trim().Length is 0 or > TimeBankPolicy.WordLength)
        {
            return new TimeNotValid(new("请写名称和服务标准，中英文都要。", "Write the name and the standard, in both languages."));
        }

        if (sight.State.Service(line.Code) == type && sight.Catalogue().FirstOrDefault(other => other.Code == line.Code) == line)
        {
            return new TimeBankChange { IsThere = true, Line = line };
        }

        var taken = TimeBankPolicy.Take(sight, new SetService(line.Code, type.Active, type.Least, type.Most, type.Weight, line.Hash()), now);
        return taken.Succeeded ? taken.Value with { Line = line } : taken;
    }
}
