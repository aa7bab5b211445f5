using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>Keeps what helps to choose who goes. Checks rights itself, whatever the page showed; every change is audited.</summary>
public sealed class ProfileDesk(IStaffProfileStore store, StaffProfiles profiles, StaffDirectory staff, HomeDirectory homes, CommandLog log)
{
    /// <summary>Writes the profile of somebody who can be sent.</summary>
    /// <param name="profile">All of it, with the version that was looked at.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="cancellation">Stops before the write.</param>
    /// <returns>The profile as stored; refused when somebody else changed it since.</returns>
    public async Task<Result<StaffProfile>> WriteAsync(StaffProfile profile, Actor actor, CancellationToken cancellation)
    {
        var (action, subject) = ("profile.write", $"staff:{profile.Id}");
        if (ProfileRights.Table.Refusal(ProfileCommand.Write, actor, profile.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        var member = await staff.FindAsync(profile.Id, cancellation);
        if (member is null || !StaffPolicy.CanGo(member, profile.Community))
        {
            return await log.RefuseAsync(actor, action, subject, new StaffNotAvailable(profile.Id), cancellation);
        }

        var stored = profiles.Of(member);
        if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : stored;
        }

        var problem = stored.Version != profile.Version ? new ProfileChangedMeanwhile(profile.Id) : ProfilePolicy.Refusal(profile, homes);
        if (problem is not null)
        {
            return await log.RefuseAsync(actor, action, subject, problem, cancellation);
        }

        var next = profile with { Version = profile.Version + 1 };
        if (!await store.SaveAsync(next, log.Done(actor, action, subject, Text(stored), Text(next)), cancellation))
        {
            await profiles.LoadAsync(cancellation);
            return new ProfileChangedMeanwhile(profile.Id);
        }

        profiles.Put(next);
        return next;
    }

    /// <summary>The profile; refused across communities and to those who may not look.</summary>
    public Result<StaffProfile> Find(StaffMember member, Actor actor) =>
        ProfileRights.Table.Refusal(ProfileCommand.Look, actor, member.Community) is { } denied ? denied : profiles.Of(member);

    private static string Text(StaffProfile profile) => profile.Version == 0
        ? ""
        : $"{string.Join('、', profile.Languages)}; {string.Join('、', profile.Skills)}; {profile.PostCell} {profile.PostBuilding}; {string.Join(' ', profile.Keys)}";
}
