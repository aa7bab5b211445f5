using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Endpoints.Repairs;

/// <summary>Who calls the public interface: an account, read afresh, or anybody.</summary>
internal sealed class RepairCallers(IOptions<CommunityOptions> community)
{
    /// <summary>Who gives the command; whoever is not signed in is a resident of the installation's own community.</summary>
    /// <param name="context">The call.</param>
    /// <param name="me">Who is signed in, if anybody.</param>
    /// <param name="content">What the call says. Without an account all callers look alike, so that a key counts only together with what was sent under it.</param>
    public async Task<Result<Actor>> ActorAsync(HttpContext context, CurrentWorker me, string content = "")
    {
        var signedIn = context.User.Identity is { IsAuthenticated: true };
        var actor = signedIn ? await me.ActorAsync(context.RequestAborted) : Actor.Anybody(community.Value.Id);
        if (!actor.Succeeded)
        {
            return actor;
        }

        return actor.Value with
        {
            From = context.Connection.RemoteIpAddress?.ToString() ?? "",
            CommandKey = CommandKeys.Of(context, actor.Value, "repairs", signedIn ? "" : content),
        };
    }
}
