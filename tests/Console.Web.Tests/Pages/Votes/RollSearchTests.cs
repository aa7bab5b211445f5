using CommunityConsole.Core.Council;
using CommunityConsole.Web.Pages.Votes;

namespace CommunityConsole.Web.Tests.Pages.Votes;

public sealed class RollSearchTests
{
    private static readonly RollLine[] Roll = [Line(1, "郑秀兰", "1 号楼 101"), Line(2, "王桂英", "1 号楼 202"), Line(12, "李建国", "2 号楼 101")];

    [Theory]
    [InlineData(null, "1 2 12")]
    [InlineData("桂", "2")]
    [InlineData("12", "12")]
    [InlineData("2 号楼", "2 12")]
    [InlineData("王 101", "")]
    public void Find_Words_AllMustFitSomewhere(string? words, string found) =>
        Assert.Equal(found, string.Join(' ', RollSearch.Find(Roll, words).Select(line => line.Entry.Number)));

    [Fact]
    public void Decode_RollFromASpreadsheetInGb18030_ReadsItsNames()
    {
        const string text = "姓名,房屋\n郑秀兰,1 号楼\n";
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

        Assert.Equal(text, RollFile.Decode(System.Text.Encoding.GetEncoding("GB18030").GetBytes(text)));
        Assert.Equal(text, RollFile.Decode([0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(text)]));
    }

    private static RollLine Line(int number, string name, string place) => new(new RollEntry(number, new RollId(Guid.NewGuid()), name, place, 1, 0, null, null, new byte[32]), false, null);
}
