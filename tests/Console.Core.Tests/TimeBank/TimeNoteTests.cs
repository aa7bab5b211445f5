using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Tests.TimeBank;

public sealed class TimeNoteTests
{
    [Fact]
    public void Note_IsReadBackAsWritten()
    {
        var note = new TimeNote
        {
            Code = 7,
            Served = 90,
            Credited = 135,
            ServedAt = 1767225600,
            How = ConfirmKind.PhoneOrPin,
            Ended = RecordStatus.Reversed,
            Member = MemberStatus.Suspended,
            Floor = -600,
            Cap = 3000,
            On = true,
            Least = 15,
            Most = 240,
            Weight = 15000,
            Op = TimeBankLimits.Pool,
            Word = TimeBankLimits.Pool,
        };

        Assert.Equal(note, TimeNote.Parse(note.ToString()));
        Assert.Equal(new TimeNote(), TimeNote.Parse(""));
    }

    [Theory]
    [InlineData("served=90;code=7")]
    [InlineData("code=07")]
    [InlineData("code=65543")]
    [InlineData("code=7;")]
    [InlineData("code=7;code=7")]
    [InlineData("on=2")]
    [InlineData("name=张")]
    [InlineData("word=76B62178c7faf8e6b09fa03b21b49950a7ed8f4259e3c0f8804427d84716dbb3")]
    [InlineData("张秀兰")]
    public void Note_WrittenAnotherWay_IsNone(string text) => Assert.Null(TimeNote.Parse(text));

    [Theory]
    [InlineData("128-3fa9c02b1e", 128, "3fa9c02b1e")]
    [InlineData(" 128-3FA9 c02b1e ", 128, "3fa9c02b1e")]
    public void Code_IsReadAsPeopleTypeIt(string typed, long number, string digits) => Assert.Equal((number, digits), TimeCode.Read(typed));

    [Theory]
    [InlineData("128")]
    [InlineData("128-3fa9")]
    [InlineData("x-3fa9c02b1e")]
    [InlineData("128-3fa9c02b1g")]
    [InlineData(null)]
    public void Code_ThatIsNone_IsRefused(string? typed) => Assert.Null(TimeCode.Read(typed));
}
