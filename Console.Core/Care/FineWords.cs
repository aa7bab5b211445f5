using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>What a message with a link says. No name; the place only to those who may know several homes.</summary>
internal static class FineWords
{
    public static Sentence Of(Home? home, string whom)
    {
        var place = home?.Address.Text;
        return whom == ContactPolicy.ResidentId || place is null
            ? new Sentence(
                "社区值班人员请您报个平安：请点开链接，按“我很好”或“需要帮助”。紧急时请直接拨打 120。",
                "The community desk asks whether you are well: open the link and press \"I am fine\" or \"I need help\". In an emergency dial 120.")
            : new Sentence(
                $"社区值班人员想确认{place.Zh}住户是否平安。您若知道，请点开链接回一声。紧急时请直接拨打 120。",
                $"The community desk asks whether the resident of {place.En} is well. If you know, open the link and answer. In an emergency dial 120.");
    }
}
