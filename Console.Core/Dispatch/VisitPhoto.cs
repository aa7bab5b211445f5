using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;

namespace CommunityConsole.Core.Dispatch;

/// <summary>A photo of what was found on a visit. No step of it: it may come after the visit has ended, and nothing waits for it.</summary>
/// <param name="Visit">On which visit.</param>
/// <param name="Subject">What the visit was about.</param>
/// <param name="Home">Whose home.</param>
/// <param name="Photo">Which photo.</param>
/// <param name="At">When it was taken, UTC.</param>
/// <param name="By">Who took it.</param>
/// <param name="ByName">As the person was called then.</param>
public sealed record VisitPhoto(VisitId Visit, string Subject, HomeId Home, PhotoId Photo, DateTimeOffset At, StaffId By, string ByName)
{
    /// <summary>Most photos of one visit.</summary>
    public const int Most = 6;
}

/// <summary>Where it is written down which photos belong to which visit.</summary>
public interface IVisitPhotoStore
{
    /// <summary>Photos of the visits about a subject, oldest first.</summary>
    Task<IReadOnlyList<VisitPhoto>> ListAsync(string subject, CancellationToken cancellation);

    /// <summary>Every row about one of these photos.</summary>
    Task<IReadOnlyList<VisitPhoto>> FindAsync(IReadOnlyList<PhotoId> photos, CancellationToken cancellation);

    /// <summary>Adds the row and the audit entry in one transaction.</summary>
    /// <returns>False, and nothing written, when the visit has that photo already or the command's key was used.</returns>
    Task<bool> AddAsync(VisitPhoto added, AuditEntry audit, CancellationToken cancellation);

    /// <summary>Removes what was taken before <paramref name="instant"/>; returns how many rows went.</summary>
    Task<int> RemoveBeforeAsync(DateTimeOffset instant, CancellationToken cancellation);

    /// <summary>Removes what belongs to a home; returns how many rows went.</summary>
    Task<int> RemoveHomeAsync(HomeId home, CancellationToken cancellation);
}
