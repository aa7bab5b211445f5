using CommunityConsole.Core.Community;
using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Access;

/// <summary>The accounts as the desks know them; read from the table each time, so a change counts from the next command.</summary>
internal sealed class AccountStaff(IDbContextFactory<ConsoleDb> contexts) : IStaffStore
{
    /// <inheritdoc />
    public async Task<StaffMember?> FindAsync(StaffId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id.Value, cancellation);
        return user is null ? null : Member(user);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var users = await db.Users.AsNoTracking().OrderBy(u => u.UserName).ToListAsync(cancellation);
        return [.. users.Select(Member)];
    }

    private static StaffMember Member(ConsoleUser user) =>
        new(new StaffId(user.Id), user.DisplayName, user.Role, user.Community, user.Disabled);
}
