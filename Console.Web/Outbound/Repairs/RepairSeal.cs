using System.Security.Cryptography;
using CommunityConsole.Core.Repairs;
using Microsoft.AspNetCore.DataProtection;

namespace CommunityConsole.Web.Outbound.Repairs;

/// <summary>Codes of those who report without an account, sealed with the keys of this installation.</summary>
internal sealed class RepairSeal(IDataProtectionProvider protection) : IRepairSeal
{
    private readonly IDataProtector _protector = protection.CreateProtector("CommunityConsole.RepairCodes");

    public string Seal(string code) => _protector.Protect(code);

    public string? Open(string sealedCode)
    {
        try
        {
            return _protector.Unprotect(sealedCode);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
