namespace CommunityConsole.Core.Repairs;

/// <summary>Characters that sound alike and are taken for each other by input methods and dictation, where one of them stands in the words for things: 电替 is 电梯.</summary>
internal static class SoundAlikes
{
    // Each group after its first character; characters that mean something of their own in reports are in none.
    private static readonly string[] Groups =
    [
        "梯替蹄提剃踢", "灯登蹬瞪", "电店垫惦", "桩庄撞", "漏露陋", "管馆官", "桶捅统", "堵赌肚", "闸炸眨", "锁琐", "阀伐筏", "渗肾慎", "臭仇", "味胃",
        "污乌", "井阱", "盖丐概", "坑吭", "树竖", "枝支", "蟑彰", "螂郎狼", "鼠署", "蚊纹", "控孔", "扰绕饶", "噪燥躁", "吵炒抄", "消销肖", "宽款", "燃然",
        "插差", "座坐", "跳挑", "杆竿", "健建", "圾级", "塞赛", "爆暴", "冒帽", "狗苟", "栏拦", "瓷磁", "砖专", "墙强", "泵崩", "厕侧", "闭毕", "压押", "坏怀", "断段", "表裱",
    ];

    private static readonly Dictionary<char, char> Map =
        Groups.SelectMany(group => group.Skip(1).Select(other => (Other: other, First: group[0]))).ToDictionary(pair => pair.Other, pair => pair.First);

    /// <summary>The text with one character for each group.</summary>
    public static string Of(string plain) => string.Create(plain.Length, plain, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = Map.GetValueOrDefault(from[i], from[i]);
        }
    });
}
