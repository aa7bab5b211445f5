using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Governance;

/// <summary>Joins mutual help and the time bank: what was agreed and done becomes a record there, once.</summary>
/// <remarks>A record is named by the request and by how often the bank refused it before: the same try again finds the record it made, also after a crash.</remarks>
internal sealed class HelpHours(TimeBankDesk desk, TimeBankReader reader, ITimeBankStore store, TimeBankBell bell, HomeDirectory homes, EstateCalendar calendar) : IHours
{
    private static readonly Dictionary<RecordStatus, HelpState> States = new()
    {
        [RecordStatus.Filed] = HelpState.Filed,
        [RecordStatus.Settled] = HelpState.Settled,
        [RecordStatus.Rejected] = HelpState.Rejected,
        [RecordStatus.Disputed] = HelpState.Disputed,
        [RecordStatus.Upheld] = HelpState.Upheld,
        [RecordStatus.Reversed] = HelpState.Reversed,
        [RecordStatus.Cancelled] = HelpState.Cancelled,
    };

    public string NameOf(HelpRequest help) => RecordOf(help).ToString();

    public async Task<IReadOnlyList<HelpService>> ServicesAsync(string community, CancellationToken cancellation) => community != store.Community ? []
        : [.. (await reader.CatalogueAsync(cancellation)).Where(line => line.Type.Active)
            .Select(line => new HelpService(line.Line.Code, line.Line.Name, line.Line.Standard, line.Type.Least, line.Type.Most))];

    public async Task<Problem?> WelcomeAsync(HelpPerson person, Actor by, CancellationToken cancellation)
    {
        var member = await store.LookAsync(sight => MemberOf(sight, person) is { } known ? sight.State.Member(known.Account).Status : MemberStatus.None, cancellation);
        if (member == MemberStatus.Active)
        {
            return null;
        }

        if (member != MemberStatus.None || person.Account is not null)
        {
            return new TimeMemberNotFound();
        }

        // The register knows the age of whoever the home is registered for.
        var year = homes.Find(new HomeId(by.Community, person.Home))?.Resident is { } resident && resident.Name == person.Name ? resident.BirthYear : null;
        return year is not { } known ? new HelpNotValid(new("住户资料里没有这个人的出生年份，请先在时间银行窗口为他登记入会。", "The register has no year of birth of this person; enrol the person at the time bank's desk first."))
            : (await desk.EnrolAsync(person.Name, person.Home, known, by with { CommandKey = null }, cancellation)).Problem;
    }

    public async Task<Problem?> FileAsync(HelpRequest help, Actor helper, CancellationToken cancellation)
    {
        if (await store.LookAsync(sight => MemberOf(sight, help.Receiver)?.Account, cancellation) is not { } receiver)
        {
            return new TimeMemberNotFound();
        }

        var filed = await desk.FileAsync(
            receiver, (ushort)help.Wish.Service, help.Served, calendar.Day(help.ServedAt ?? help.Wish.At), "", helper with { CommandKey = KeyOf(help) }, cancellation);
        return filed.Problem is AlreadyProcessed ? null : filed.Problem;
    }

    public async Task<Result<string>> ShowCodeAsync(HelpRequest help, Actor receiver, CancellationToken cancellation)
    {
        var shown = await desk.ShowCodeAsync(RecordOf(help), receiver with { CommandKey = null }, cancellation);
        return shown.Succeeded ? shown.Value.Code?.Shown ?? "" : shown.Problem;
    }

    public async Task<Problem?> ConfirmAsync(HelpRequest help, string codeOrWords, Actor by, CancellationToken cancellation)
    {
        var actor = by with { CommandKey = null };
        var given = help.SideOf(by) == HelpSide.Helper
            ? await desk.ConfirmByCodeAsync(RecordOf(help), codeOrWords, actor, cancellation)
            : await desk.ConfirmAsync(RecordOf(help), isPresent: false, codeOrWords, actor, cancellation);
        return await UnlessThereAsync(help, HelpState.Settled, given, cancellation);
    }

    public async Task<Problem?> RejectAsync(HelpRequest help, string reason, Actor by, CancellationToken cancellation)
    {
        var actor = by with { CommandKey = null };
        var given = help.SideOf(by) == HelpSide.Receiver
            ? await desk.RejectAsync(RecordOf(help), reason, actor, cancellation)
            : await desk.RejectForAsync(RecordOf(help), reason, actor, cancellation);
        return await UnlessThereAsync(help, HelpState.Rejected, given, cancellation);
    }

    public async Task<Problem?> DisputeAsync(HelpRequest help, string reason, Actor by, CancellationToken cancellation)
    {
        var actor = by with { CommandKey = null };
        var given = help.SideOf(by) == HelpSide.Station
            ? await desk.DisputeForAsync(RecordOf(help), reason, actor, cancellation)
            : await desk.DisputeAsync(RecordOf(help), reason, actor, cancellation);
        return await UnlessThereAsync(help, HelpState.Disputed, given, cancellation);
    }

    public Task<IReadOnlyDictionary<HelpId, HelpState>> StatesOfAsync(IReadOnlyCollection<HelpRequest> helps, CancellationToken cancellation) => store.LookAsync<IReadOnlyDictionary<HelpId, HelpState>>(
        sight => helps.Where(help => help.Community == store.Community)
            .Select(help => (help.Id, sight.State.Record(RecordOf(help)).Status)).Where(pair => pair.Status != RecordStatus.None)
            .ToDictionary(pair => pair.Id, pair => States[pair.Status]), cancellation);

    public IAsyncEnumerable<long> WatchAsync(CancellationToken cancellation) => bell.WatchAsync(cancellation);

    // What the bank took before a crash is no refusal now.
    private async Task<Problem?> UnlessThereAsync(HelpRequest help, HelpState wanted, Result<TimeBankChange> given, CancellationToken cancellation) =>
        given.Succeeded || (await StatesOfAsync([help], cancellation)).GetValueOrDefault(help.Id) == wanted ? null : given.Problem;

    private Id32 RecordOf(HelpRequest help) => TimeBankOps.Record(store.Community, KeyOf(help));

    private static Guid KeyOf(HelpRequest help) => new CanonicalBytes().Add("help.file").Add(help.Id.Value).Add(help.Refusals).ToGuid();

    private static TimePerson? MemberOf(ITimeBankSight sight, HelpPerson person) => person.Account is { } account
        ? sight.PersonOf(account)
        : sight.People().FirstOrDefault(member => member.Person is null && member.Home == person.Home && member.Name == person.Name);
}
