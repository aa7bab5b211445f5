using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>The fast way of a call for help.</summary>
public class HelpLineTests
{
    [Fact]
    public void Press_AgainWithinHalfAnHour_BelongsToTheCall_UnlessThatWasAnswered()
    {
        var line = new HelpLine(Recorded.Calendar);

        Assert.NotNull(line.Take(Press(0)));
        Assert.Null(line.Take(Press(5)));
        line.Answered(Recorded.Home);
        Assert.NotNull(line.Take(Press(12)));
        Assert.Null(line.Take(Press(13)));
    }

    private static Reading Press(int minute) => Recorded.Row(Recorded.Start.AddMinutes(minute), "button", Measure.Sos, 1);
}
