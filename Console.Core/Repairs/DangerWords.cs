using System.Text.RegularExpressions;

namespace CommunityConsole.Core.Repairs;

/// <summary>Words for which nobody waits for a guess: gas, somebody trapped, bare wires, something falling, fire, an open manhole.</summary>
internal static partial class DangerWords
{
    private static readonly Regex[] Rules = [Gas(), Trapped(), Current(), Falling(), Fire(), Manhole()];

    /// <summary>The words as they stand in the plain text, each once; those denied right before ("nobody is trapped", "no smell of gas") are left out.</summary>
    public static IReadOnlyList<string> In(string plain) =>
        [.. Rules.SelectMany(rule => rule.Matches(plain)).Where(found => !IsDenied(plain, found)).OrderBy(found => found.Index).Select(found => found.Value).Distinct()];

    // Only right before it: a word too many is looked at by a person, a word too few may cost a life.
    private static bool IsDenied(string plain, Match found) => Denied().IsMatch(plain[..found.Index]);

    [GeneratedRegex("(?:不是|没有?|没人|无人|并无|无|未闻到|没闻到|没有?(?:闻到|看到|发现))$")]
    private static partial Regex Denied();

    [GeneratedRegex("(?:煤气|燃气|天然气|瓦斯|液化气|沼气)(?:的|好|很|一股|有股|有点)*(?:味|臭|泄|漏|外泄|爆)|(?:漏|泄漏?|跑)(?:煤气|燃气|天然气|瓦斯|气了)|(?:煤气|燃气|天然气|燃气管|阀门|接头|接口).{0,6}(?:漏气|泄漏|漏了)|臭鸡蛋味?|漏气|瓦斯味|煤气中毒")]
    private static partial Regex Gas();

    [GeneratedRegex("困(?:住|在|人|了人|梯|着)|被困|(?:关|卡|锁)在(?:了)?(?:电梯|梯子|轿厢|里面|里边)|(?:电梯|轿厢)里?.{0,8}(?:出不来|关着人|有人出不|卡着人)|出不来了|困电梯")]
    private static partial Regex Trapped();

    [GeneratedRegex("(?:电线|线头|电缆|线|铜线?)(?:都|全|皮)?(?:.{0,4})(?:裸露|外露|露(?:出|着|在)|垂(?:下|落|到)|耷拉|掉(?:下|落|到|在))|露(?:铜|着线|出线|电线)|裸露.{0,3}(?:电|线)|漏电(?!保护|开关|跳)|触电|电(?:到|着|死|伤|麻)(?:人|了|我|狗)?|麻了一下|(?:冒|打|有|起|溅|四)火(?:花|星)|火花|打火(?=.{0,3}(?:噼|啪|响|了))|高压线")]
    private static partial Regex Current();

    [GeneratedRegex("(?:外墙|墙皮|墙面|瓷砖|墙砖|保温层|玻璃|幕墙|窗户|窗扇|石块|水泥块?|吊顶|外机|广告牌|瓦片?|雨棚|屋檐).{0,8}(?:掉(?!皮)|脱落|坠|砸|剥落|要塌|塌|松动)|高空坠物|砸(?:到|着|中|伤|死)|(?:要|快|会)(?:倒|塌)|(?:树|围墙|电线杆|杆).{0,5}(?:倒(?!车)|压(?:到|着|住))|坍塌")]
    private static partial Regex Falling();

    [GeneratedRegex("(?:(?<!打不|点不|打)着|起|失)火|冒(?:浓|黑|白)?烟|火灾|烧起来|爆炸|烧焦|焦(?:糊)?味|糊味|烧黑")]
    private static partial Regex Fire();

    [GeneratedRegex("井盖.{0,6}(?:没(?!人|修)|丢|不见|缺|被偷|塌|掉|破|敞)|(?:没|缺|丢)(?:了)?井盖|(?:路|地)面?.{0,3}(?:塌陷|塌了|陷下)|掉(?:进|下)(?:去|井|坑)")]
    private static partial Regex Manhole();
}
