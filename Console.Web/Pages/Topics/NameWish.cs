using CommunityConsole.Core.Council.Topics;

namespace CommunityConsole.Web.Pages.Topics;

/// <summary>Whose name is to go, and why.</summary>
public sealed record NameWish(TopicPerson Person, string Reason);
