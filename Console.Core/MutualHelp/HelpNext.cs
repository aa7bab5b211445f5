namespace CommunityConsole.Core.MutualHelp;

/// <summary>What comes next, as one side sees it.</summary>
public enum HelpNext
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A neighbour is looked for.</summary>
    Search,

    /// <summary>The person says yes or no.</summary>
    Answer,

    /// <summary>The other one says yes or no.</summary>
    AwaitAnswer,

    /// <summary>The two meet.</summary>
    Meet,

    /// <summary>The helper says that it is done.</summary>
    Serve,

    /// <summary>The helper says so, and has not yet.</summary>
    AwaitServe,

    /// <summary>The time bank has not taken it: the helper tries again.</summary>
    FileAgain,

    /// <summary>The receiver shows the code, or says no.</summary>
    ShowCode,

    /// <summary>The helper types the code.</summary>
    TypeCode,

    /// <summary>The station confirms.</summary>
    AwaitStation,
}

/// <summary>Says what comes next.</summary>
public static class HelpCourse
{
    /// <summary>What comes next for one of the two sides.</summary>
    public static HelpNext Of(HelpRequest help, HelpSide side, DateTimeOffset now) => help.State switch
    {
        HelpState.Asked => HelpNext.Search,
        HelpState.Proposed => (side == HelpSide.Helper ? help.HelperAgreed : help.ReceiverAgreed) ? HelpNext.AwaitAnswer : HelpNext.Answer,
        HelpState.Agreed when help.Wish.Ends > now => HelpNext.Meet,
        HelpState.Agreed => side == HelpSide.Helper ? HelpNext.Serve : HelpNext.AwaitServe,
        HelpState.Served => side == HelpSide.Helper ? HelpNext.FileAgain : HelpNext.AwaitServe,
        HelpState.Filed when help.NeedsStation => HelpNext.AwaitStation,
        HelpState.Filed => side == HelpSide.Helper ? HelpNext.TypeCode : HelpNext.ShowCode,
        _ => HelpNext.None,
    };

    /// <summary>Whether the person whose side it is has something to do.</summary>
    public static bool IsMine(HelpNext next) => next is HelpNext.Answer or HelpNext.Serve or HelpNext.FileAgain or HelpNext.ShowCode or HelpNext.TypeCode;
}
