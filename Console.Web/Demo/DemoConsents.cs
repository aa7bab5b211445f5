using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>What the made-up residents said about being watched: most agreed within the last year, a few consents are near their end, some homes are still to be asked, one withdrew, one let it run out.</summary>
internal static class DemoConsents
{
    private const int Every = 60;

    // Homes in which nothing else is made to happen (Ripening, IncidentHomes).
    private const int WithdrawnHome = 39;
    private const int RanOutHome = 58;

    public static IEnumerable<ConsentStatement> Of(Estate estate, StaffId recorder, EstateCalendar calendar, DateTimeOffset now) =>
        estate.Homes.SelectMany(home => Of(home, recorder, calendar, now));

    /// <summary>From when on nothing of the home is kept, UTC; null while its watch goes on.</summary>
    public static DateTimeOffset? EndedAt(SimulatedHome home, EstateCalendar calendar, DateTimeOffset now) => home.Number switch
    {
        WithdrawnHome => At(calendar.Day(now).AddDays(-6), calendar),
        RanOutHome => calendar.Instant(calendar.Day(now).AddDays(-8).ToDateTime(default)),
        _ => null,
    };

    /// <summary>Whether the home is not watched: nothing is made to happen there.</summary>
    public static bool HasEnded(SimulatedHome home) => home.Number is WithdrawnHome or RanOutHome;

    private static IEnumerable<ConsentStatement> Of(SimulatedHome home, StaffId recorder, EstateCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.Day(now);
        return (home.Number % Every) switch
        {
            7 or 22 or 41 or 53 => [],   // nobody has asked yet
            15 => [Given(home, today.AddYears(-1).AddDays(3), recorder, calendar)],
            31 => [Given(home, today.AddYears(-1).AddDays(12), recorder, calendar)],
            47 => [Given(home, today.AddYears(-1).AddDays(25), recorder, calendar)],
            _ when home.Number == WithdrawnHome => [Given(home, today.AddDays(-80), recorder, calendar), Withdrawn(home, today.AddDays(-6), recorder, calendar)],
            _ when home.Number == RanOutHome => [Given(home, today.AddYears(-1).AddDays(-9), recorder, calendar)],
            _ => [Given(home, today.AddDays(-36 - (home.Number * 37 % 290)), recorder, calendar)],
        };
    }

    private static ConsentStatement Given(SimulatedHome home, DateOnly said, StaffId recorder, EstateCalendar calendar) =>
        new(home.Id, 1, ConsentAnswer.Given, Words(home, said), recorder, At(said, calendar))
        {
            Purposes = ConsentPurposes.All,
            LastDay = ConsentPolicy.UsualLastDay(said),
        };

    private static ConsentStatement Withdrawn(SimulatedHome home, DateOnly said, StaffId recorder, EstateCalendar calendar) =>
        new(home.Id, 2, ConsentAnswer.Withdrawn, Words(home, said) with { Note = "家人已搬来同住" }, recorder, At(said, calendar));

    private static ConsentWords Words(SimulatedHome home, DateOnly said) => (home.Number % 9) switch
    {
        4 when home.Contacts is [var contact, ..] => new(SpeakerCapacity.Authorised, contact.Name, said, ConsentForm.Paper, "", "委托书与同意书一并存档"),
        6 when home.Contacts is [var contact, ..] => new(SpeakerCapacity.Resident, "", said, ConsentForm.Spoken, contact.Name, ""),
        _ => new(SpeakerCapacity.Resident, "", said, ConsentForm.Paper, "", ""),
    };

    private static DateTimeOffset At(DateOnly day, EstateCalendar calendar) => calendar.Instant(day.ToDateTime(new TimeOnly(10, 30)));
}
