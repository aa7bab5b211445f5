using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Finds the account of a relative for somebody who knows the full name and the year of birth: it shows nobody's account to those who guess.</summary>
public sealed class TimeRelatives(ITimeBankStore store)
{
    /// <summary>The one member of that name and year, apart from whoever asks.</summary>
    public async Task<Result<Id32>> FindAsync(string name, int birthYear, Actor resident, CancellationToken cancellation)
    {
        if (TimeBankRights.Table.Refusal(TimeBankCommand.Own, resident, store.Community) is { } denied)
        {
            return denied;
        }

        var found = await store.LookAsync(
            sight => sight.People().Where(person => person.Name == name.Trim() && person.BirthYear == birthYear && person.Person != resident.Id).Select(person => person.Account).ToList(), cancellation);
        return found is [var one] ? one : new TimeRelativeNotFound();
    }
}

/// <summary>None, or more than one.</summary>
public sealed record TimeRelativeNotFound()
    : Problem("time.relative", new("没有找到这位成员，请核对姓名和出生年份；还没有加入的，请先到服务站登记。", "No such member: check the name and the year of birth. Whoever has not joined enrols at the station first."));
