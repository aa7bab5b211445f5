using CommunityConsole.Core.Council;
using CommunityConsole.Web.Endpoints.Votes;
using CommunityConsole.Web.Outbound.Notices;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>The address a voter's phone opens: the console's public one, else the one this screen was opened at.</summary>
internal sealed class VoteAddress(IOptions<NoticesOptions> notices, NavigationManager navigation)
{
    /// <summary>The whole address.</summary>
    public string Of(VoteId id) => $"{Base}/votes/{id}";

    /// <summary>Where the stand-alone verifier is downloaded.</summary>
    public string Verifier => Base + VerifierEndpoint.Address;

    /// <summary>Where somebody who types it begins: no scheme, a browser adds it.</summary>
    public string Host => Base[(Base.IndexOf("//", StringComparison.Ordinal) + 2)..];

    private string Base => (notices.Value.ConsoleAddress.Length > 0 ? notices.Value.ConsoleAddress : navigation.BaseUri).TrimEnd('/');
}
