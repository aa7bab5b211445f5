using System.Globalization;
using CommunityConsole.Core.Council.Delegates;

namespace CommunityConsole.Core.Tests.Council.Delegates;

public sealed class MakeUpReaderTests
{
    private static readonly string[] Buildings = ["1", "2", "10"];

    [Theory]
    [InlineData("组,人数\n18–34 岁,10\n35-44,20\n４5至59岁,30\n60岁以上,40")]
    [InlineData("\uFEFFGroup,People\r\n# as of November\r\n60 and over,40\r\nFrom18,10\r\n\r\n45 to 59,30\r\n35 to 44,20\r\n")]
    public void Ages_AsPeopleWriteThem_AreReadInOrder(string text)
    {
        var read = Read(text.Replace('４', '4'), GroupKind.Age, Enum.GetNames<AgeBand>());

        Assert.Empty(read.Faults);
        Assert.Equal([10, 20, 30, 40], read.Rows.Select(row => row.People));
    }

    [Fact]
    public void Buildings_ByIdOrByName_AreRead()
    {
        var read = Read("组,人数\n1,5\n10 号楼,7\n幸福里 2 号楼,6\n", GroupKind.Building, Buildings);

        Assert.Equal([new("1", 5), new("2", 6), new("10", 7)], read.Rows);
    }

    [Fact]
    public void EveryFault_IsToldAtOnceWithItsLine()
    {
        var read = Read("组,人数\n1,5\n3,2\n2,-1\n2,\"1,200\"\n10,4,5\n1,6\n", GroupKind.Building, Buildings);

        Assert.Equal(["第 3 行", "第 4 行", "第 5 行", "第 6 行", "第 7 行"], read.Faults.Select(fault => fault.Zh[..5]));
        Assert.Contains("有：幸福里 1 号楼、幸福里 2 号楼、幸福里 10 号楼", read.Faults[0].Zh, StringComparison.Ordinal);
        Assert.Empty(read.Rows);
    }

    [Theory]
    [InlineData("", "Line 1: the first line names the columns")]
    [InlineData("1,5\n2,6\n10,7", "Line 1: the first line names the columns")]
    [InlineData("group,people\n1,5\n2,6", "Missing: 幸福里 10 号楼")]
    [InlineData("group,people\n1,0\n2,0\n10,0", "Not all numbers can be 0")]
    public void Table_ThatIsNoTable_SaysWhatIsWrong(string text, string fault) =>
        Assert.StartsWith(fault, Assert.Single(Read(text, GroupKind.Building, Buildings).Faults).En, StringComparison.Ordinal);

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en-US")]
    public void WhatIsWritten_IsReadAgain_InEveryLanguage(string culture)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        foreach (var (kind, groups) in new[] { (GroupKind.Building, Buildings), (GroupKind.Age, Enum.GetNames<AgeBand>()), (GroupKind.Occupation, Enum.GetNames<Occupation>()) })
        {
            var table = new MakeUpTable("demo", kind) { Rows = [.. groups.Select((group, place) => new GroupCount(group, place * 7))] };

            Assert.Equal(table.Rows, Read(MakeUpReader.Write(table, groups, NameOf), kind, groups).Rows);
        }
    }

    private static MakeUpReading Read(string text, GroupKind kind, IReadOnlyList<string> groups) => MakeUpReader.Read(text, kind, groups, NameOf);

    private static string NameOf(string building) => $"幸福里 {building} 号楼";
}
