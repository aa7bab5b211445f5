using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>One form for the same words, however they were typed.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("３號樓　１２０１室", "0号楼 0室")]
    [InlineData("WiFi斷了！！！", "wifi断了")]
    [InlineData("佔用車位，亂停", "占用车位 乱停")]
    [InlineData("  。。", "")]
    [InlineData(null, "")]
    [InlineData("水\uD83D管", "水 管")]
    public void Of_AnyForm_IsPlain(string? text, string plain) => Assert.Equal(plain, PlainText.Of(text));

    [Theory]
    [InlineData("灯没坏 是单元门的锁坏了", "锁坏了", "灯")]
    [InlineData("电梯修好了 楼道灯不亮", "灯不亮", "电梯")]
    [InlineData("不是管道响 楼上在剁肉", "剁肉", "管道")]
    public void SoundParts_AreTakenOut(string plain, string kept, string gone)
    {
        var left = SoundParts.Without(plain);

        Assert.Contains(kept, left, StringComparison.Ordinal);
        Assert.DoesNotContain(gone, left, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("灯没修好的")]
    [InlineData("都正常")]
    public void SoundParts_NothingElseOrNotMeant_StaysWhole(string plain) => Assert.Equal(plain, SoundParts.Without(plain));
}
