using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Points;

/// <summary>A door to somebody outside who can say whether a person is who the account says: a face, an ID card. Off unless an installation registers one.</summary>
/// <remarks>What is shown to it, a face or a card, goes from the phone to it and never through this program; here only the answer arrives. It is asked only about a person who has agreed, each time.</remarks>
public interface IIdentityCheck
{
    /// <summary>Whether there is one at all.</summary>
    bool IsOn { get; }

    /// <summary>Whether it is this person, at this activity.</summary>
    Task<bool> IsHerselfAsync(StaffId person, Guid activity, CancellationToken cancellation);
}

/// <summary>None: the house's own way, since a face is more than an hour of sweeping is worth.</summary>
public sealed class NoIdentityCheck : IIdentityCheck
{
    /// <inheritdoc />
    public bool IsOn => false;

    /// <inheritdoc />
    public Task<bool> IsHerselfAsync(StaffId person, Guid activity, CancellationToken cancellation) => Task.FromResult(false);
}
