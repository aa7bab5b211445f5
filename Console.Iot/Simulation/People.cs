using System.Collections.Immutable;
using System.Globalization;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Fictional names and numbers; the telephone block 0000 is given to nobody.</summary>
internal static class People
{
    private static readonly string[] Surnames =
        ["张", "王", "李", "赵", "陈", "刘", "杨", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢"];

    private static readonly string[] GivenNames =
        ["桂英", "秀兰", "淑珍", "玉梅", "凤英", "素琴", "月娥", "惠芳", "雪芬", "美华", "建国", "国栋", "德明", "志强", "永福", "长根", "福生", "文彬", "树林", "正华", "兰芳", "阿宝", "金凤", "世昌"];

    private static readonly string[] YoungerNames = ["磊", "敏", "静", "伟", "丽", "勇", "娟", "涛", "燕", "鹏", "晓红", "海峰", "志远", "雨欣"];

    public static string Surname(ref Dice dice) => dice.Of(Surnames);

    public static string GivenName(ref Dice dice) => dice.Of(GivenNames);

    public static string Phone(ref Dice dice) =>
        dice.Of(["138", "139", "135", "158", "186"]) + "0000" + dice.Whole(0, 9999).ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>A child first, and often a neighbour with a key.</summary>
    public static ImmutableArray<SimulatedContact> Contacts(ref Dice dice, string surname)
    {
        var son = dice.Chance(0.5);
        var child = new SimulatedContact(
            (son || dice.Chance(0.5) ? surname : Surname(ref dice)) + dice.Of(YoungerNames), son ? "儿子" : "女儿", Phone(ref dice));
        return dice.Chance(0.6)
            ? [child, new SimulatedContact(Surname(ref dice) + dice.Of(GivenNames), "邻居", Phone(ref dice))]
            : [child];
    }
}
