using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>What offers and requests must look like.</summary>
internal sealed class HelpPolicy(IHours hours, HomeDirectory homes)
{
    private const int MostLanguages = 6;
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(60);

    /// <summary>Null when the offer is in order, else what is wrong.</summary>
    public async Task<Problem?> RefusalAsync(OfferTerms terms, string community, CancellationToken cancellation)
    {
        var known = (await hours.ServicesAsync(community, cancellation)).Select(service => service.Code).ToHashSet();
        return terms.Services.Count == 0 || !terms.Services.All(known.Contains) ? Invalid("请至少选一项愿意做的服务。", "Choose at least one service.")
            : terms.Times.Days.Count == 0 || terms.Times.From >= terms.Times.Until ? Invalid("请选有空的日子，开始时间要早于结束时间。", "Choose your days; the hours must begin before they end.")
            : !IsKnown(terms.Building, community) ? Invalid("请选您住的楼栋。", "Choose the building you set out from.")
            : LanguagesProblem(terms.Languages) ?? PhoneProblem(terms.Phone);
    }

    /// <summary>Null when the request is in order, else what is wrong.</summary>
    public async Task<Problem?> RefusalAsync(HelpPerson receiver, HelpWish wish, string community, DateTimeOffset now, CancellationToken cancellation)
    {
        var service = (await hours.ServicesAsync(community, cancellation)).FirstOrDefault(service => service.Code == wish.Service);
        return service is null ? Invalid("请选需要哪项帮助。", "Choose what help is needed.")
            : wish.Minutes < service.Least || wish.Minutes > service.Most ? Invalid($"这项服务每次 {service.Least} 到 {service.Most} 分钟。", $"This service takes {service.Least} to {service.Most} minutes.")
            : wish.At < now || wish.At > now + Farthest ? Invalid("时间须在现在之后、六十天之内。", "The time must lie after now and within sixty days.")
            : !IsKnown(wish.Building, community) ? Invalid("请选在哪栋楼。", "Choose the building.")
            : receiver.Name.Length is 0 or > HelpRequest.TextLength ? Invalid("请写受助人的姓名。", "Write the name of whoever is to be helped.")
            : receiver.Account is null && homes.Find(new HomeId(community, receiver.Home)) is null ? Invalid("请选受助人住的一户。", "Choose the home of whoever is to be helped.")
            : wish.Door.Length > HelpRequest.TextLength || wish.Note.Length > HelpRequest.TextLength ? Invalid("门牌和说明各不超过 200 个字。", "Door and note take at most 200 characters each.")
            : LanguagesProblem(wish.Languages) ?? (receiver.Account is null && wish.Phone.Length == 0 ? null : PhoneProblem(wish.Phone));
    }

    /// <summary>Without blanks around.</summary>
    public static HelpWish Tidy(HelpWish wish) => wish with { At = wish.At.ToUniversalTime(), Door = wish.Door.Trim(), Phone = wish.Phone.Trim(), Note = wish.Note.Trim() };

    /// <summary>Null when the words are short enough.</summary>
    public static Problem? ReasonProblem(string reason) => reason.Trim().Length > HelpRequest.TextLength ? Invalid("原因不超过 200 个字。", "A reason takes at most 200 characters.") : null;

    private static HelpNotValid? LanguagesProblem(IReadOnlyList<string> languages) =>
        languages.Count > MostLanguages || languages.Any(language => language.Trim().Length is < 2 or > ProfilePolicy.TagLength)
            ? Invalid("语言最多 6 种，每种 2 至 24 个字。", "At most six languages, each of 2 to 24 characters.") : null;

    // Whoever has agreed must be able to reach the other.
    private static HelpNotValid? PhoneProblem(string phone) =>
        phone.Count(char.IsAsciiDigit) is < 7 or > 15 || phone.Length > 30 ? Invalid("请写能打通的电话，双方同意后才给对方看。", "Write a telephone number; it is shown once both have agreed.") : null;

    private bool IsKnown(string building, string community) => homes.Buildings(community).Any(one => one.Id == building);

    private static HelpNotValid Invalid(string zh, string en) => new(new Sentence(zh, en));
}
