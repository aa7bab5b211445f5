using System.Numerics;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The contract's events as facts.</summary>
internal static class TimeBankEvents
{
    // Each event: its signature, which parameters are topics, and how its values make a fact.
    private static readonly Shape[] Shapes =
    [
        new("ServiceFiled(bytes32,bytes32,bytes32,uint16,uint16,uint16,uint40,bytes32)", 3, static v => new ServiceFiled(Id(v[0]), Id(v[1]), Id(v[2]), Short(v[3]), Short(v[4]), Short(v[5]), Long(v[6]), Id(v[7]))),
        new("ServiceSettled(bytes32,bytes32,bytes32,uint16,uint8,bytes32,int64,int64)", 3, static v => new ServiceSettled(Id(v[0]), Id(v[1]), Id(v[2]), Short(v[3]), (ConfirmKind)Byte(v[4]), Id(v[5]), Long(v[6]), Long(v[7]))),
        new("ServiceClosed(bytes32,uint8,bytes32)", 1, static v => new ServiceClosed(Id(v[0]), (RecordStatus)Byte(v[1]), Id(v[2]))),
        new("ServiceDisputed(bytes32,address,bytes32)", 2, static v => new ServiceDisputed(Id(v[0]), Signer(v[1]), Id(v[2]))),
        new("TimeMoved(bytes32,bytes32,bytes32,uint8,uint64,bytes32)", 3, static v => new TimeMoved(Id(v[0]), Id(v[1]), Id(v[2]), (MoveKind)Byte(v[3]), Long(v[4]), Id(v[5]))),
        new("MemberSet(bytes32,uint8,int64)", 1, static v => new MemberSet(Id(v[0]), (MemberStatus)Byte(v[1]), Long(v[2]))),
        new("GuaranteeSet(bytes32,uint64,bytes32)", 1, static v => new GuaranteeSet(Id(v[0]), Long(v[1]), Id(v[2]))),
        new("Anchored(uint64,uint64,bytes32,bytes32)", 1, static v => new Anchored(Long(v[0]), Long(v[1]), Id(v[2]), Id(v[3]))),
        new("ServiceTypeSet(uint16,bool,uint16,uint16,uint16,bytes32)", 1, static v => new ServiceTypeSet(Short(v[0]), (bool)v[1], Short(v[2]), Short(v[3]), Short(v[4]), Id(v[5]))),
        new("RoleSet(bytes32,address,bool)", 2, static v => new RoleSet(TimeBankRoles.Of((byte[])v[0]), Signer(v[1]), (bool)v[2])),
        new("PausedSet(bool,address)", 0, static v => new PausedSet((bool)v[0], Signer(v[1]))),
        new("Retired(address,bytes32)", 1, static v => new Retired(Signer(v[0]), Id(v[1]))),
    ];

    private static readonly Dictionary<Id32, Shape> ByTopic = Shapes.ToDictionary(static shape => new Id32(shape.Signature.Topic));

    /// <summary>The first topic of a kind of event.</summary>
    public static byte[] Topic<TFact>()
        where TFact : TimeBankFact => Shapes.First(static shape => shape.Signature.Text.StartsWith(typeof(TFact).Name + "(", StringComparison.Ordinal)).Signature.Topic;

    /// <summary>The fact of a log.</summary>
    /// <exception cref="NodeAnswerException">The contract has no such event.</exception>
    public static TimeBankFact Read(EvmLog log)
    {
        if (log.Topics.Count == 0 || !ByTopic.TryGetValue(new Id32(log.Topics[0]), out var shape) || log.Topics.Count != shape.Indexed + 1)
        {
            throw new NodeAnswerException("a log", "the contract has no such event.");
        }

        var types = shape.Signature.Types;
        try
        {
            var indexed = types.Take(shape.Indexed).Select((type, at) => AbiDecoder.Decode([type], log.Topics[at + 1])[0]);
            return shape.Make([.. indexed, .. AbiDecoder.Decode([.. types.Skip(shape.Indexed)], log.Data.Span)]);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw new NodeAnswerException("a log", "its values are not those of its event.", fault);
        }
    }

    private static Id32 Id(object value) => new((byte[])value);

    private static SignerId Signer(object value) => new(((EvmAddress)value).ToString());

    private static byte Byte(object value) => (byte)(BigInteger)value;

    private static ushort Short(object value) => (ushort)(BigInteger)value;

    private static long Long(object value) => (long)(BigInteger)value;

    private sealed record Shape(AbiSignature Signature, int Indexed, Func<IReadOnlyList<object>, TimeBankFact> Make)
    {
        public Shape(string signature, int indexed, Func<IReadOnlyList<object>, TimeBankFact> make)
            : this(new AbiSignature(signature), indexed, make)
        {
        }
    }
}
