using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Somebody who is a member of the time bank. The only place that says whose account it is; with this row the link is gone for good.</summary>
/// <param name="Account">The account: made of the pepper, the salt and the local id, and of nothing else.</param>
/// <param name="Local">The person's id here; random.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Name">Full name; shown through <see cref="PersonalData"/>.</param>
/// <param name="Home">The home's id in the community; empty where it is not known.</param>
/// <param name="Person">The account to sign in with; null for those without a phone.</param>
/// <param name="BirthYear">For the ages of the local policy.</param>
/// <param name="JoinedAt">When, UTC.</param>
public sealed record TimePerson(Id32 Account, Guid Local, byte[] Salt, string Name, string Home, StaffId? Person, int BirthYear, DateTimeOffset JoinedAt);
