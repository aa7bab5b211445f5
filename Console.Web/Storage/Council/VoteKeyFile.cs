using CommunityConsole.Core.Council;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Storage.Council;

/// <summary>The key that signs the logs of votes: made at the first start, a file that only the program's account can read, beside the data.</summary>
internal static class VoteKeyFile
{
    /// <summary>The name of the file in <c>Data:Directory</c>.</summary>
    public const string FileName = "votes.key";

    /// <summary>The key of this installation.</summary>
    public static VoteKey Open(IOptions<DataOptions> options)
    {
        VoteKey? made = null;
        var content = PrivateFile.Open(options.Value.File(FileName), () => (made = VoteKey.Create()).ToPkcs8());
        return made ?? VoteKey.FromPkcs8(content);
    }
}
