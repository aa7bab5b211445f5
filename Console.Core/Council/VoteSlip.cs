using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council;

/// <summary>What of a ballot needs two people.</summary>
public enum SlipKind
{
    /// <summary>纸质票 of a named vote: whose it is and what is on it.</summary>
    Paper,

    /// <summary>交票 in a secret vote: somebody has put a paper into the urn.</summary>
    Handed,

    /// <summary>票张 of a secret vote: what is on a sheet from the urn, nobody knows whose.</summary>
    Sheet,

    /// <summary>开箱 of a secret vote: from here on what is on the sheets is entered, and nobody puts one in until they are cast.</summary>
    Urn,

    /// <summary>同行 at a home: a second person says that the voter chose freely.</summary>
    Witness,

    /// <summary>作废 at the end: how many papers waited then and were not counted. The one slip that stays.</summary>
    Lost,
}

/// <summary>What one person has put down and another has yet to confirm. It is no ballot: it stands in no log of the vote and in no figure.</summary>
/// <remarks>A secret vote has no slip that holds both a voter and a choice.</remarks>
/// <param name="Kind">Of what.</param>
/// <param name="About">The entry of the roll, or the number written on the sheet.</param>
/// <param name="By">Who put it down; null once two have put down the same, as it waits for the rest of the urn.</param>
/// <param name="Content">What was put down, to be compared; of a sheet <see cref="SheetText"/>, of a witness the instant.</param>
public sealed record VoteSlip(SlipKind Kind, string About, StaffId? By, string Content)
{
    /// <summary>In place of what was put down, where the two differ: both look at the paper again.</summary>
    public const string Again = "?";

    /// <summary>In place of what was put down, beside what two agreed on: one of them, or a third, wants it gone.</summary>
    public const string Back = "-";

    /// <summary>In place of an option: nobody can tell what is meant by the sheet. No code of an option is like it.</summary>
    public const string Spoilt = "!";

    /// <summary>Whether it says something that another can confirm.</summary>
    public bool Says => Content is not (Again or Back);

    /// <summary>The slip of an entry of the roll.</summary>
    public static string AboutOf(RollId entry) => entry.ToString();

    /// <summary>What stands on a sheet, in one text.</summary>
    public static string SheetText(string option, string phrase) => $"{option}\n{phrase}";

    /// <summary>Option and phrase of a sheet.</summary>
    public static (string Option, string Phrase) ReadSheet(string content) => content.Split('\n') is [var option, var phrase] ? (option, phrase) : ("", "");
}
