using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Consents;

/// <summary>What a statement must look like.</summary>
public static class ConsentPolicy
{
    /// <summary>How long a consent holds where nobody says otherwise.</summary>
    public const int UsualYears = 1;

    /// <summary>No consent holds longer: it has to be asked for again while people remember what they agreed to.</summary>
    public const int MostYears = 3;

    /// <summary>So long before its end a home is listed for renewal.</summary>
    public static TimeSpan RenewBefore { get; } = TimeSpan.FromDays(30);

    /// <summary>What can be agreed to, in the order of the page.</summary>
    public static IReadOnlyList<ConsentPurposes> Purposes { get; } = [ConsentPurposes.Water, ConsentPurposes.Power, ConsentPurposes.Entry];

    /// <summary>The last day of a consent given today, where nobody says otherwise.</summary>
    public static DateOnly UsualLastDay(DateOnly today) => today.AddYears(UsualYears);

    /// <summary>Null when it may be put down, else what is wrong.</summary>
    /// <param name="words">Who said it and how.</param>
    /// <param name="today">The estate's day.</param>
    /// <param name="recorder">The name of who puts it down: nobody is one's own witness.</param>
    public static Problem? Refusal(ConsentWords words, DateOnly today, string recorder)
    {
        if (words.SaidOn > today || words.SaidOn < today.AddYears(-10))
        {
            return Invalid("表示同意或撤回的日期不能晚于今天。", "The day it was said cannot lie after today.");
        }

        if (words.Capacity != SpeakerCapacity.Resident && words.Name.Trim().Length == 0)
        {
            return Invalid("由他人代为表示时，请写明其姓名。", "Where somebody speaks for the resident, write down the name.");
        }

        if (words.Form == ConsentForm.Spoken && (words.Witness.Trim().Length == 0 || words.Witness.Trim() == recorder))
        {
            return Invalid("口头表示须写明见证人，且不能是记录人自己。", "What is said by word needs a witness other than the person who records it.");
        }

        return words.Name.Length > HomePolicy.NameLength || words.Witness.Length > HomePolicy.NameLength || words.Note.Length > HomePolicy.NoteLength
            ? Invalid("姓名最多 64 个字，备注最多 500 个字。", "A name has 64 characters at most, a note 500.")
            : null;
    }

    /// <summary>Null when a consent may be put down with these purposes and this end, else what is wrong.</summary>
    public static Problem? Refusal(ConsentPurposes purposes, DateOnly lastDay, DateOnly today)
    {
        if (purposes == ConsentPurposes.None || (purposes & ~ConsentPurposes.All) != ConsentPurposes.None)
        {
            return Invalid("请至少选择一项用途。", "Choose one purpose at least.");
        }

        return lastDay < today || lastDay > today.AddYears(MostYears)
            ? Invalid($"截止日须在今天之后、{MostYears} 年之内。", $"The last day must lie after today and within {MostYears} years.")
            : null;
    }

    private static ConsentNotValid Invalid(string zh, string en) => new(new Sentence(zh, en));
}
