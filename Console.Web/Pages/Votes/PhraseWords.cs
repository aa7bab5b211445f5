using System.Security.Cryptography;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>Suggests the two words by which a voter finds a secret ballot again: things that are easily said, written and told apart.</summary>
internal static class PhraseWords
{
    private static readonly string[] First =
    [
        "青松", "白云", "红枣", "春雨", "石桥", "金秋", "竹林", "清泉", "晚霞", "木船", "雪山", "麦田", "灯笼", "茶壶", "风筝", "荷塘",
        "银杏", "蓝天", "圆月", "小溪", "古井", "梅花", "沙滩", "晨雾", "花布", "瓷碗", "算盘", "毛笔", "热汤", "暖阳", "石榴", "芦苇",
    ];

    private static readonly string[] Second =
    [
        "喜鹊", "骆驼", "锦鲤", "蜻蜓", "黄牛", "山羊", "白鹅", "松鼠", "海豚", "燕子", "蝴蝶", "兔子", "老虎", "孔雀", "蜜蜂", "乌龟",
        "大象", "企鹅", "麻雀", "刺猬", "斑马", "猫头鹰", "鸽子", "鲸鱼", "蚂蚁", "熊猫", "仙鹤", "狐狸", "青蛙", "金鱼", "袋鼠", "鸳鸯",
    ];

    /// <summary>Two words with a space between. Two voters may draw the same: then the second is asked for another.</summary>
    public static string Suggest() => $"{First[RandomNumberGenerator.GetInt32(First.Length)]} {Second[RandomNumberGenerator.GetInt32(Second.Length)]}{RandomNumberGenerator.GetInt32(10, 100)}";
}
