using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Somebody who offers what is asked for, with everything that speaks for or against it.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Time">Whether the person has time then.</param>
/// <param name="Way">How far away.</param>
/// <param name="IsInReach">Whether that is as far as the person walks.</param>
/// <param name="Language">A language wished for that the person speaks; null where none was wished for, empty where the person speaks none of them.</param>
/// <param name="FirstAid">Has learned first aid; null where it was not asked for.</param>
/// <param name="Sex">Is a woman or a man as wished; null where it does not matter.</param>
/// <param name="Load">Help the person has promised in the seven days around.</param>
/// <param name="HasDeclined">Has said no to this, or was not wanted.</param>
public sealed record HelpCandidate(HelpOffer Offer, HelpTime Time, Way Way, bool IsInReach, string? Language, bool? FirstAid, bool? Sex, int Load, bool HasDeclined)
{
    /// <summary>How many of the things that must be are not.</summary>
    public int Misses => new[] { Time != HelpTime.Free, !IsInReach, FirstAid == false, Sex == false, HasDeclined }.Count(missing => missing);

    /// <summary>Nothing speaks against it: the program proposes this person by itself.</summary>
    public bool Fits => Misses == 0;

    /// <summary>Each thing that counted, in the order in which it counts.</summary>
    public IReadOnlyList<GoerReason> Reasons => HelpWords.Of(this);

    /// <summary>All of it in one short sentence: 那时有空 · 会上海话 · 同楼 · 近日未约.</summary>
    public Sentence Why => new(string.Join(" · ", Reasons.Select(reason => reason.Words.Zh)), string.Join(" · ", Reasons.Select(reason => reason.Words.En)));
}

/// <summary>Whether somebody has time for it.</summary>
public enum HelpTime
{
    /// <summary>Offered, and nothing else promised.</summary>
    Free,

    /// <summary>Help for somebody else is promised then.</summary>
    Taken,

    /// <summary>Not among the hours offered.</summary>
    Other,
}
