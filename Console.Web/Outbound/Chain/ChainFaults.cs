using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The node did not do what was asked of it. Each kind wants another answer, so each has a type.</summary>
internal abstract class ChainException(string message, Exception? cause = null) : ChainFaultException(message, cause);

/// <summary>Nobody answered, or not as a web server in working order: later it may.</summary>
internal sealed class NodeUnreachableException(string method, string why, Exception? cause = null)
    : ChainException($"The node did not answer {method}: {why}", cause);

/// <summary>Something answered, but not what such a call is answered with: the address is wrong, or the node is broken.</summary>
internal sealed class NodeAnswerException(string method, string why, Exception? cause = null)
    : ChainException($"The node's answer to {method} cannot be used: {why}", cause);

/// <summary>Nobody signs for a role, or who should does not.</summary>
internal sealed class SignerException(string message) : ChainException(message);

/// <summary>The node understood and refused.</summary>
internal sealed class NodeRefusedException(string method, long code, string said, ReadOnlyMemory<byte> data)
    : ChainException($"The node refused {method} ({code}): {said}")
{
    /// <summary>JSON-RPC's code.</summary>
    public long Code { get; } = code;

    /// <summary>The node's words.</summary>
    public string Said { get; } = said;

    /// <summary>What a contract gave with its refusal: an error of its ABI. Empty where there is none.</summary>
    public ReadOnlyMemory<byte> Revert { get; } = data;
}
