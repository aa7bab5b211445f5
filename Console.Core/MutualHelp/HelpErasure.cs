using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.MutualHelp;

/// <content>Deleting what is personal; that help was given, when and how long, stays.</content>
public sealed partial record HelpRequest
{
    /// <summary>Whether it says how somebody can be reached, or where the door is.</summary>
    public bool HoldsContact => Wish.Phone.Length > 0 || Wish.Door.Length > 0 || Wish.Note.Length > 0 || HelperPhone.Length > 0;

    /// <summary>Whether the person stands in it.</summary>
    internal bool Names(HelpPerson person) => Receiver.Is(person) || Helper?.Is(person) == true;

    /// <summary>The same without the person's name, number, door and words.</summary>
    internal HelpRequest Erase(HelpPerson person, Actor by, DateTimeOffset at)
    {
        var isReceiver = Receiver.Is(person);
        return (this with
        {
            Receiver = isReceiver ? Receiver with { Name = "", Home = "" } : Receiver,
            Wish = isReceiver ? WithoutContact(Wish) : Wish,
            Helper = isReceiver || Helper is null ? Helper : Helper with { Name = "" },
            HelperPhone = isReceiver ? HelperPhone : "",
            Steps = [.. Steps.Select(step => step with { Note = "" })],
        }).With(HelpStepKind.Erased, by, at, "");
    }

    /// <summary>The same without anybody's number and door: nobody has to reach anybody any more.</summary>
    internal HelpRequest EraseContact(DateTimeOffset at) => HoldsContact
        ? (this with { Wish = WithoutContact(Wish), HelperPhone = "" }).With(HelpStepKind.Erased, Actor.Program(Community), at, "")
        : this;

    private static HelpWish WithoutContact(HelpWish wish) => wish with { Phone = "", Door = "", Note = "" };
}
