using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>Whom to phone about a repair.</summary>
public static class ReporterPhone
{
    private const int Shortest = 7;

    /// <summary>The number of the first reporter who gave one; null where nobody did.</summary>
    public static string? Of(Repair repair) => repair.Reporters.Select(reporter => Of(reporter.Contact)).FirstOrDefault(number => number is not null);

    /// <summary>The number in what somebody wrote as contact, for a telephone; null where there is none.</summary>
    public static string? Of(string contact)
    {
        var digits = string.Concat(contact.Where(sign => char.IsAsciiDigit(sign) || sign == '+'));
        return digits.Length >= Shortest ? digits : null;
    }
}
