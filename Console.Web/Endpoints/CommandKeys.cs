using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints;

/// <summary>The caller's key for a command of <c>/api</c>, from the header <c>Idempotency-Key</c>.</summary>
internal static class CommandKeys
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The key as the desks know it; null when there is none. The same text of two callers, or for two addresses, is two keys.</summary>
    /// <param name="context">The call.</param>
    /// <param name="actor">Who calls.</param>
    /// <param name="feature">Whose calls: keys of two features never meet.</param>
    /// <param name="content">What else the key counts together with: for callers who all look alike, what they sent.</param>
    public static Guid? Of(HttpContext context, Actor actor, string feature, string content = "")
    {
        var key = context.Request.Headers[Header].ToString();
        return key.Length == 0 ? null : new CanonicalBytes()
            .Add(feature).Add(actor.Community).Add(actor.Id.Value).Add(context.Request.Method).Add(context.Request.Path.ToString()).Add(content.Length == 0 ? key : $"{key}\n{content}").ToGuid();
    }
}
