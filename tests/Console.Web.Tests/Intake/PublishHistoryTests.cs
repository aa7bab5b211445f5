namespace CommunityConsole.Web.Tests.Intake;

/// <summary>The checker of the kill test must see what it is there for.</summary>
public sealed class PublishHistoryTests
{
    [Fact]
    public void Check_MissingTwiceAndUnexpected_AreFound()
    {
        var history = new PublishHistory();
        for (var i = 1; i <= 4; i++)
        {
            history.Invoke("d", i);
        }

        history.Acknowledge("d", 1);
        history.Acknowledge("d", 2);
        history.Acknowledge("d", 3);

        Assert.Equal((0, 0, 0), history.Check([("d", 1), ("d", 2), ("d", 3)]));
        Assert.Equal((0, 0, 0), history.Check([("d", 1), ("d", 2), ("d", 3), ("d", 4)])); // 4 has no answer: either is right
        Assert.Equal((1, 0, 0), history.Check([("d", 1), ("d", 3)]));
        Assert.Equal((0, 1, 0), history.Check([("d", 1), ("d", 2), ("d", 2), ("d", 3)]));
        Assert.Equal((0, 0, 1), history.Check([("d", 1), ("d", 2), ("d", 3), ("d", 9)]));
    }
}
