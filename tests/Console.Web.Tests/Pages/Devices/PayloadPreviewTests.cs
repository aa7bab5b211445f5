using CommunityConsole.Web.Pages.Devices;

namespace CommunityConsole.Web.Tests.Pages.Devices;

public sealed class PayloadPreviewTests
{
    [Fact]
    public void Text_ControlCharactersOrBrokenUtf8_IsNoText()
    {
        Assert.Null(PayloadPreview.Text([0x00, 0x41]));
        Assert.Null(PayloadPreview.Text([0xff, 0xfe]));
        Assert.Equal("用水", PayloadPreview.Text("用水"u8));
    }

    [Fact]
    public void Hex_EighteenBytes_TakesTwoAlignedLines()
    {
        var lines = PayloadPreview.Hex("0123456789abcdef\u0001z"u8).Split('\n');

        Assert.Equal("0000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef", lines[0]);
        Assert.StartsWith("0010  01 7a ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(".z", lines[1], StringComparison.Ordinal);
        Assert.Equal(lines[0].IndexOf("0123", StringComparison.Ordinal), lines[1].IndexOf(".z", StringComparison.Ordinal));
    }

    [Fact]
    public void Line_LongText_IsOneShortLine()
    {
        var line = PayloadPreview.Line("{\n  \"a\": 1,\n  \"b\": \"xxxxxxxxxxxxxxxxxxxx\"}"u8, most: 20);

        Assert.Equal("{ \"a\": 1, \"b\": \"xxx…", line);
    }

    [Fact]
    public void Pretty_NoJson_IsLeftAsItIs() => Assert.Equal("hello {", PayloadPreview.Pretty("hello {"));
}
