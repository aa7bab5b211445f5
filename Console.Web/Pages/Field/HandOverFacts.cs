using System.Globalization;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Field;

/// <summary>What 120 or 110 has to know, in the order in which they ask: where, who, what, how to get in, whom to call back.</summary>
internal sealed record HandOverFacts(
    Home Home, Building? Building, Alert? Alert, Visit Visit, string Caller, EstateCalendar Calendar, DateTimeOffset Now)
{
    /// <summary>The lines that have something to say.</summary>
    public IEnumerable<(string Name, string Words)> Lines(IStringLocalizer<FieldText> text)
    {
        var (resident, notes) = (Home.Resident, Home.Notes);
        (string, string)[] all =
        [
            ("SheetWhere", Join(Home.Address.Text.ToString().TrimEnd(' ', ','), Building?.Landmark)),
            ("SheetWho", Join(
                resident.Name,
                resident.BirthYear is { } year ? text["SheetAge", Calendar.Local(Now).Year - year].Value : null,
                resident.LivesAlone ? text["SheetAlone"].Value : null,
                notes.Dialect.Length > 0 ? text["SheetSpeaks", notes.Dialect].Value : null)),
            ("SheetWhat", Join(Visit.Reason, Alert?.Evidence.ToString())),
            ("SheetSince", Alert is { } alert ? Clock(alert.Since) : ""),
            ("SheetThere", Join(
                Visit.ArrivedAt is { } arrived ? text["SheetArrived", Clock(arrived)].Value : null,
                Visit.InsideAt is { } inside ? text["SheetInside", Clock(inside)].Value : null,
                text["SheetSay"].Value)),
            ("SheetKey", notes.KeyHolder),
            ("SheetHospital", notes.Hospital),
            ("SheetOther", notes.Other),
            ("SheetContacts", string.Join("\n", Home.Contacts.Take(3).Select(contact => $"{contact.Relation} {contact.Name} {contact.Phone}".Trim()))),
            ("SheetPhone", resident.Phone),
            ("SheetCaller", Caller),
        ];
        return all.Where(line => line.Item2.Length > 0).Select(line => (text[line.Item1].Value, line.Item2));
    }

    private string Clock(DateTimeOffset instant) => Calendar.Local(instant).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Join(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
