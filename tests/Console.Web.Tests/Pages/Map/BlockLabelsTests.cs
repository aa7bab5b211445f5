using CommunityConsole.Web.Pages.Map;

namespace CommunityConsole.Web.Tests.Pages.Map;

public sealed class BlockLabelsTests
{
    [Theory]
    [InlineData("幸福里 7 号楼|幸福里 12 号楼", "7|12")]
    [InlineData("10 号楼|11 号楼", "10|11")]
    [InlineData("东风一村|东风二村", "一|二")]
    [InlineData("Tower A|Tower B", "A|B")]
    [InlineData("7 号楼|综合楼", "7 号|综合")]
    [InlineData("幸福里|幸福里 2 号楼", "幸福里|幸福里 2 号楼")]
    [InlineData("幸福里 1 号楼", "幸福里 1 号楼")]
    [InlineData("江苏省南京市鼓楼区中央门街道 8 号", "江苏省南京市鼓楼区中央门街道 8 号")]
    [InlineData("|3 号楼", "—|3 号楼")]
    public void Of_Names_LeavesOffWhatAllShareAndNeverHalfANumber(string names, string labels)
    {
        var all = names.Split('|');

        var found = BlockLabels.Of(all);

        Assert.Equal(labels.Split('|'), all.Select(name => found[name]));
    }

    [Theory]
    [InlineData("幸福里 1 号楼", 7.2, "幸福里 1 号楼")]
    [InlineData("江苏省南京市鼓楼区", 5, "江苏省南…")]
    [InlineData("𠮷𠮷𠮷", 2, "𠮷…")]
    public void Cut_Name_KeepsWhatHasRoomAndNoHalfLetter(string name, double room, string shown) => Assert.Equal(shown, BlockLabels.Cut(name, room));
}
