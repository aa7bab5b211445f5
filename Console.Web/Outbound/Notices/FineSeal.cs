using CommunityConsole.Core.Care;
using Microsoft.AspNetCore.DataProtection;

namespace CommunityConsole.Web.Outbound.Notices;

/// <summary>Seals the tokens of one-time links with the installation's keys, which lie beside the databases and not in them.</summary>
internal sealed class FineSeal(IDataProtectionProvider protection) : IFineSeal
{
    private readonly IDataProtector _protector = protection.CreateProtector("fine-link");

    public string Seal(string token) => _protector.Protect(token);

    /// <summary>The token again.</summary>
    public string Open(string seal) => _protector.Unprotect(seal);
}
