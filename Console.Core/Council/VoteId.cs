namespace CommunityConsole.Core.Council;

/// <summary>A vote's number in this installation, from 1; people say it aloud and type it.</summary>
public readonly record struct VoteId(int Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A row of a vote's roll, 16 random bytes drawn for that vote alone: the log names people by it and by nothing else.</summary>
public readonly record struct RollId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}
