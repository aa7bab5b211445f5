using System.Security.Claims;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Access;

/// <summary>The person at this screen or behind this request. Pages take it as a cascading parameter, endpoints as an argument.</summary>
/// <remarks>Name and role here are those of the sign-in, good for deciding what to show. A command takes its
/// <see cref="Actor"/> from <see cref="DoAsync{T}"/>, which reads the account afresh.</remarks>
public sealed class CurrentWorker(ClaimsPrincipal principal, IStaffStore staff)
{
    /// <summary>The account.</summary>
    public StaffId Id { get; } = new(principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");

    /// <summary>As shown to colleagues.</summary>
    public string Name { get; } = principal.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>The role at sign-in.</summary>
    public Role Role { get; } = Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role) ? role : Role.Resident;

    /// <summary>The community of the account; no screen crosses it.</summary>
    public string Community { get; } = principal.FindFirstValue(AccountClaims.Community) ?? "";

    /// <summary>Who reads, as of the sign-in: for streams of what a screen may show. Never for a command.</summary>
    public Actor Reader => new(Id, Name, Role, Community);

    /// <summary>Whether the sign-in has one of the roles of <paramref name="roles"/> (see <see cref="Roles"/>).</summary>
    public bool HasOneOf(string roles) => roles.Split(',').Contains(Role.ToString());

    /// <summary>Who acts, read from the account now; refused when the account is disabled or gone.</summary>
    public async Task<Result<Actor>> ActorAsync(CancellationToken cancellation = default)
    {
        var user = await staff.FindAsync(Id, cancellation);
        return user is null or { Disabled: true }
            ? new AccountClosed()
            : new Actor(Id, user.Name, user.Role, user.Community);
    }

    /// <summary>Gives a command of a desk as this person, with the role of this moment.</summary>
    public async Task<Result<T>> DoAsync<T>(Func<Actor, Task<Result<T>>> command)
    {
        var actor = await ActorAsync();
        return actor.Succeeded ? await command(actor.Value) : actor.Problem;
    }

    /// <summary>Lets an endpoint take the caller as an argument.</summary>
    public static ValueTask<CurrentWorker?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<CurrentWorker?>(new(context.User, context.RequestServices.GetRequiredService<IStaffStore>()));
}
