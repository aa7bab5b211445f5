using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>A message with a one-time link as it is kept: written in one transaction with the alert's step that says it was sent.</summary>
/// <param name="Link">The link.</param>
/// <param name="Notices">Its rows in the outbox.</param>
public sealed record FineMessage(FineLink Link, NoticeRows Notices);
