using System.Numerics;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The contract's errors as problems.</summary>
internal static class TimeBankReverts
{
    private static readonly (AbiSignature Error, Func<IReadOnlyList<object>, TimeBankProblem> Make)[] Errors =
    [
        (new("AlreadyProcessed(bytes32)"), static v => new AlreadyProcessed(Id(v[0]))),
        (new("BelowFloor(bytes32,int64,int64)"), static v => new BelowFloor(Id(v[0]), Long(v[1]), Long(v[2]))),
        (new("BadState(bytes32,uint8)"), static v => new BadState(Id(v[0]), (RecordStatus)(byte)(BigInteger)v[1])),
        (new("BadMember(bytes32)"), static v => new BadMember(Id(v[0]))),
        (new("BadService(uint16)"), static v => new BadService((ushort)(BigInteger)v[0])),
        (new("BadMinutes(uint256)"), static v => new BadMinutes(Long(v[0]))),
        (new("SelfDealing()"), static _ => new SelfDealing()),
        (new("Unauthorized(bytes32,address)"), static v => new Unauthorized(TimeBankRoles.Of((byte[])v[0]), Signer(v[1]))),
        (new("RoleConflict(bytes32,address)"), static v => new RoleConflict(TimeBankRoles.Of((byte[])v[0]), Signer(v[1]))),
        (new("GuaranteeExceeded(int64,uint64)"), static v => new GuaranteeExceeded(Long(v[0]), Long(v[1]))),
        (new("ContractPaused()"), static _ => new ContractPaused()),
        (new("BadAnchor(uint64,uint64)"), static v => new BadAnchor(Long(v[0]), Long(v[1]))),
    ];

    /// <summary>The problem of what a refused call gave; null when it is none of the contract's errors.</summary>
    public static TimeBankProblem? Read(ReadOnlySpan<byte> revert)
    {
        foreach (var (error, make) in Errors)
        {
            try
            {
                if (error.Read(revert) is { } values)
                {
                    return make(values);
                }
            }
            catch (Exception fault) when (fault is FormatException or OverflowException)
            {
                return null;
            }
        }

        return null;
    }

    private static Id32 Id(object value) => new((byte[])value);

    private static SignerId Signer(object value) => new(((EvmAddress)value).ToString());

    private static long Long(object value) => (long)(BigInteger)value;
}
