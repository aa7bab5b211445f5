using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;

namespace CommunityConsole.Web.Pages.Points;

/// <summary>A member as the desk shows one: masked, with the home, so that who asks for a name finds it and who only looks reads none.</summary>
internal static class MemberWords
{
    /// <summary>郑** 幸福里 7 号楼 2 单元 301.</summary>
    public static string Of(PointsMember member, HomeDirectory homes, string community) => $"{PersonalData.Name(member.Name)} {PlaceOf(member, homes, community)}".TrimEnd();

    /// <summary>Members whose name or home holds the words; all without words.</summary>
    public static IEnumerable<MemberView> Find(IReadOnlyList<MemberView> members, string? words, HomeDirectory homes, string community) =>
        string.IsNullOrWhiteSpace(words) ? members
        : members.Where(view => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            view.Member.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || PlaceOf(view.Member, homes, community).Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static string PlaceOf(PointsMember member, HomeDirectory homes, string community) =>
        member.Home.Length == 0 ? "" : homes.Find(new HomeId(community, member.Home))?.Address.Text.ToString() ?? member.Home;
}
