using CommunityConsole.Web.Live;

namespace CommunityConsole.Web.Tests.Live;

public sealed class ChimeTests
{
    private readonly Chime _chime = new();

    [Fact]
    public void FirstList_IsNoNews()
    {
        _chime.Hear([("a", true)]);

        Assert.Equal("", _chime.Signal);
    }

    [Fact]
    public void NewOne_RingsAsUrgentAsTheWorst()
    {
        _chime.Hear([("a", false)]);

        _chime.Hear([("a", false), ("b", false), ("c", true)]);

        Assert.Equal("1:Critical", _chime.Signal);
    }

    [Fact]
    public void OneThatLeaves_RingsNobody_AndRingsWhenItComesAgain()
    {
        _chime.Hear([("a", false)]);

        _chime.Hear([]);
        var silent = _chime.Signal;
        _chime.Hear([("a", false)]);

        Assert.Equal("", silent);
        Assert.Equal("1:Urgent", _chime.Signal);
    }

    [Fact]
    public void NewOnes_AreSaidInTheWordsOfTheGravest_AskedForOnce()
    {
        var asked = new List<string>();
        string Words(string id)
        {
            asked.Add(id);
            return $"words of {id}";
        }

        _chime.Hear([("a", false)], Words);
        _chime.Hear([("a", false), ("b", false), ("c", true)], Words);

        Assert.Equal("words of c", _chime.Words);
        Assert.Equal(["c"], asked);
    }
}
