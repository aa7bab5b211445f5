using System.Security.Cryptography;
using CommunityConsole.Core.TimeBank;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>The pepper of the members' accounts: without it nobody who holds a salt and guesses a name finds an account on the chain.</summary>
internal static class PepperFile
{
    /// <summary>The name of the file in <c>Data:Directory</c>.</summary>
    public const string FileName = "timebank.pepper";

    /// <summary>The accounts of this installation.</summary>
    public static TimeAccounts Open(IOptions<DataOptions> options) =>
        new(PrivateFile.Open(options.Value.File(FileName), static () => RandomNumberGenerator.GetBytes(TimeAccounts.PepperLength)));
}
