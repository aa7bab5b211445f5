using CommunityConsole.Web.Endpoints;

namespace CommunityConsole.Web.Tests.Endpoints;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=cmd()", "'=cmd()")]
    [InlineData("@x", "'@x")]
    [InlineData(-5, "-5")]
    [InlineData(null, "")]
    public void Field_Value_IsSafeForSpreadsheets(object? value, string field) => Assert.Equal(field, Csv.Field(value));
}
