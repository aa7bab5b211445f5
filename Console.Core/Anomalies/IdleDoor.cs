namespace CommunityConsole.Core.Anomalies;

/// <summary>A door contact that stands still although the lock of the home is turned again and again: stuck, open or closed.</summary>
internal sealed class IdleDoor
{
    private const int Fewest = 10;

    // Where the contact hangs at another door than the lock, many turns without it are usual.
    private const int Beyond = 3;

    private string _door = "";
    private int _turns;
    private int _usual;

    /// <summary>The contact; empty before one has spoken.</summary>
    public string Door => _door;

    /// <summary>The door moved.</summary>
    public void Moved(string door)
    {
        (_door, _usual, _turns) = (door, Math.Max(_usual * 9 / 10, _turns), 0);
    }

    /// <summary>The lock turned; true when the door should have moved long since.</summary>
    public bool Turned()
    {
        _turns = Math.Min(_turns + 1, 1000);
        return _door.Length > 0 && _turns >= Math.Max(Fewest, Beyond * _usual);
    }

    public void Pass(StatePass pass)
    {
        pass.Text(ref _door);
        pass.Count(ref _turns, 0, 1000);
        pass.Count(ref _usual, 0, 1000);
    }
}
