using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Who gets an account, and which activities there are. Decides on what it is shown and does nothing.</summary>
public static class MemberDecisions
{
    /// <summary>Longest name, title or place.</summary>
    public const int TextLength = 60;

    /// <summary>Opens an account.</summary>
    public static Result<PointsChange> Enrol(IPointsSight sight, PointsMember member)
    {
        if (member.Name.Trim().Length is 0 or > TextLength)
        {
            return new PointsNotValid(new("请写姓名。", "Write the name."));
        }

        if (sight.Member(member.Account) is { } same)
        {
            return new PointsChange { IsThere = true, Member = same };
        }

        if (member.Person is { } person && sight.MemberOf(person) is { } there)
        {
            return new PointsChange { IsThere = true, Member = there };
        }

        // Two of one name may live in the estate, not in one home.
        return member.Home.Length > 0 && sight.Members().Any(other => other.Home == member.Home && other.Name == member.Name.Trim())
            ? new PointsMemberIsThere()
            : new PointsChange { Member = member with { Name = member.Name.Trim() } };
    }

    /// <summary>Enters the ranking, or leaves it.</summary>
    public static Result<PointsChange> Rank(IPointsSight sight, StaffId person, bool isUnranked) =>
        sight.MemberOf(person) is not { } member ? new PointsMemberNotFound()
        : member.IsUnranked == isUnranked ? new PointsChange { IsThere = true, Member = member }
        : new PointsChange { Member = member with { IsUnranked = isUnranked } };

    /// <summary>Enters an activity that a rule of its day rewards.</summary>
    public static Result<PointsChange> Plan(IPointsSight sight, PointsActivity activity, DateOnly day, DateOnly today) =>
        sight.Activity(activity.Id) is { } there ? new PointsChange { IsThere = true, Activity = there }
        : activity.Title.Trim().Length is 0 or > TextLength || activity.Place.Trim().Length > TextLength ? new PointsNotValid(new("请写活动名称，不超过 60 个字。", "Write what it is, in at most 60 characters."))
        : activity.Minutes is < 15 or > 12 * 60 ? new PointsNotValid(new("时长须在 15 到 720 分钟之间。", "It takes between 15 and 720 minutes."))
        : day < today.AddDays(-AwardDecisions.LateDays) || day > today.AddDays(366) ? new PointsNotValid(new("日期太早或太远。", "The day is too long ago, or too far ahead."))
        : PointRules.On(day, sight.Rules())?.Find(activity.Rule) is null ? new PointsRuleNotInForce(activity.Rule)
        : new PointsChange { Activity = activity with { Title = activity.Title.Trim(), Place = activity.Place.Trim() } };
}
