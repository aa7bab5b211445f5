using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>What a report seems to be about, and who answers for it: the catalogue, the directory and the suggestion behind one door.</summary>
public sealed class RepairAdvisor(ResponsibilityDirectory directory, ServiceGuess guess, EstateCalendar calendar)
{
    /// <summary>The units with their telephone numbers.</summary>
    public IReadOnlyList<RepairUnit> Units => directory.Units;

    /// <summary>Whether there is such a service.</summary>
    public static bool Knows(ServiceCode service) => ServiceCatalogue.Find(service) is not null;

    /// <summary>Whether there is such a unit.</summary>
    public bool Knows(UnitId unit) => directory.Unit(unit) is not null;

    /// <summary>The likeliest kind, place and urgency; what the reporter or the code on the thing says is taken as said. Never throws.</summary>
    public RepairSuggestion Suggest(Repair repair)
    {
        var words = guess.Of($"{repair.Title}，{repair.Description}", repair.Location, repair.Building.Length > 0 ? repair.Building : null);
        var urgency = words.Danger.Count > 0 ? Urgency.Danger : repair.Urgency;
        var fitting = words.Candidates.FirstOrDefault(reading => (repair.Service is not { } service || reading.Service == service) && (repair.Site is not { } site || reading.Site == site));
        if (repair.Service is { } said)
        {
            return new(new RepairTriage(said, repair.Site ?? fitting?.Site ?? SiteKind.Building, fitting?.Asset ?? "", urgency), IsSure: true);
        }

        var best = repair.Site is null ? words.Best : fitting ?? words.Best with { Site = repair.Site.Value };
        return new(new RepairTriage(best.Service, best.Site, best.Asset ?? "", urgency, words.UnitShare), words.IsSure && best.Unit == words.Unit);
    }

    /// <summary>The repair with its kind known: as it is, or as it seems where nobody said.</summary>
    internal Repair Sorted(Repair repair) => repair is { Service: not null, Site: not null } ? repair : repair.SortedAs(Suggest(repair).Triage);

    /// <summary>Who answers for a repair whose kind is known, and until when.</summary>
    /// <exception cref="InvalidOperationException">Its kind is not known yet.</exception>
    public RepairAnswer Answers(Repair repair)
    {
        if (repair is not { Service: { } service, Site: { } site })
        {
            throw new InvalidOperationException($"Repair {repair.Id} is not triaged.");
        }

        var answers = Responsible(repair, service, site);
        var reportedOn = calendar.Day(repair.CreatedAt);
        return new RepairAnswer(answers.Unit, answers.Person, repair.CreatedAt + answers.Deadline(repair.Urgency, reportedOn), answers.Steps);
    }

    /// <summary>When a repair of that urgency is to be done, counted from an instant.</summary>
    internal DateTimeOffset DueAt(Repair repair, Urgency urgency, DateTimeOffset from) =>
        from + Responsible(repair, repair.Service!.Value, repair.Site!.Value).Deadline(urgency, calendar.Day(repair.CreatedAt));

    private Responsibility Responsible(Repair repair, ServiceCode service, SiteKind site) => directory.For(
        service, site, repair.Part.Length > 0 ? repair.Part : repair.Asset.Length > 0 ? repair.Asset : null, repair.Building.Length > 0 ? repair.Building : null);
}
