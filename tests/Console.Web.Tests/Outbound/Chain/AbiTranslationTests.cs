using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

/// <summary>Calls, events and errors against the committed ABI, without a node: nothing of it is missing here, and nothing here is not in it.</summary>
public sealed class AbiTranslationTests
{
    private static readonly JsonElement Abi = JsonDocument.Parse(File.ReadAllText(Path.Combine(ContractFiles.Contracts, "TimeBank.abi.json"))).RootElement;
    private static readonly Random Chance = new(20260);

    [Fact]
    public void Calls_OfEveryKindOfStep_AreTheFunctionsThatWrite()
    {
        var functions = Entries("function").Where(static f => f.GetProperty("stateMutability").GetString() == "nonpayable").ToDictionary(static f => new AbiSignature(Text(f)).Selector[..].ToArray(), static f => f, Bytes.Same);
        var called = new HashSet<string>();
        foreach (var kind in typeof(TimeBankStep).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(TimeBankStep))))
        {
            var constructor = kind.GetConstructors().Single();
            object[] values = [.. constructor.GetParameters().Select(static p => Value(p.ParameterType))];

            var call = TimeBankCalls.Of((TimeBankStep)constructor.Invoke(values));

            // Each value of the step is an argument, in its order.
            var function = functions[call[..4]];
            var arguments = new AbiSignature(Text(function)).Read(call)!;
            Assert.Equal(values.Select(Plain), arguments.Select(Plain));
            called.Add(function.GetProperty("name").GetString()!);
        }

        Assert.Equal(functions.Values.Select(static f => f.GetProperty("name").GetString()!).Order(), called.Order());
    }

    [Fact]
    public void Events_OfTheAbi_AreFactsWithTheirValues()
    {
        var kinds = new HashSet<Type>();
        foreach (var shape in Entries("event"))
        {
            var inputs = shape.GetProperty("inputs").EnumerateArray().Select(static i => (Type: AbiType.Parse(i.GetProperty("type").GetString()!), Indexed: i.GetProperty("indexed").GetBoolean())).ToList();
            Assert.Equal(inputs.OrderByDescending(static i => i.Indexed).Select(static i => i.Indexed), inputs.Select(static i => i.Indexed)); // topics come first
            object[] values = [.. inputs.Select(i => Given(shape, i.Type))];
            byte[][] topics = [new AbiSignature(Text(shape)).Topic, .. inputs.Select((i, at) => (i, at)).Where(static x => x.i.Indexed).Select(x => AbiEncoder.Encode([x.i.Type], [values[x.at]]))];
            var rest = inputs.Count(static i => i.Indexed);
            var data = AbiEncoder.Encode([.. inputs.Skip(rest).Select(static i => i.Type)], values[rest..]);

            var fact = TimeBankEvents.Read(new EvmLog(ChainVectors.FirstContract, topics, data, 1, 0, new byte[32], new byte[32]));

            Assert.Equal(values.Select(Plain), fact.GetType().GetConstructors().Single().GetParameters().Select(p => Plain(fact.GetType().GetProperty(p.Name!)!.GetValue(fact)!)));
            kinds.Add(fact.GetType());
        }

        Assert.Equal(typeof(TimeBankFact).Assembly.GetTypes().Count(static t => t.IsSubclassOf(typeof(TimeBankFact))), kinds.Count);
    }

    [Fact]
    public void Errors_OfTheAbi_AreProblemsWithTheirValues()
    {
        foreach (var error in Entries("error"))
        {
            var signature = new AbiSignature(Text(error));
            object[] values = [.. signature.Types.Select(type => Given(error, type))];

            var problem = TimeBankReverts.Read(signature.Call(values));

            Assert.NotNull(problem);
            Assert.Equal(error.GetProperty("name").GetString(), problem.GetType().Name);
            Assert.Equal(values.Select(Plain), problem.GetType().GetConstructors().Single().GetParameters().Select(p => Plain(problem.GetType().GetProperty(p.Name!)!.GetValue(problem)!)));
        }
    }

    private static IEnumerable<JsonElement> Entries(string kind) => Abi.EnumerateArray().Where(e => e.GetProperty("type").GetString() == kind);

    private static string Text(JsonElement entry) => $"{entry.GetProperty("name").GetString()}({string.Join(',', entry.GetProperty("inputs").EnumerateArray().Select(static i => i.GetProperty("type").GetString()))})";

    private static object Value(Type type) =>
        type == typeof(Id32) ? new Id32(Random(32))
        : type == typeof(ushort) ? (ushort)Chance.Next(65536)
        : type == typeof(long) ? Chance.NextInt64(1L << 40)
        : type == typeof(bool) ? true
        : type == typeof(SignerId) ? new SignerId(EvmHex.Of(Random(20)))
        : type == typeof(ImmutableArray<Id32>) ? ImmutableArray.Create(new Id32(Random(32)), new Id32(Random(32)))
        : Enum.GetValues(type).GetValue(1)!;

    private static object Given(JsonElement entry, AbiType type) => type.Kind switch
    {
        // Roles are the only ids whose values are known.
        AbiKind.Bytes32 when entry.GetProperty("name").GetString() is "RoleSet" or "Unauthorized" or "RoleConflict" => TimeBankRoles.Name(TimeRole.Endorser),
        AbiKind.Bytes32 => Random(32),
        AbiKind.Address => new EvmAddress(Random(20)),
        AbiKind.Bool => true,
        AbiKind.Int => new BigInteger(-Chance.Next(1000)),
        _ => new BigInteger(Chance.Next(1, 200)),
    };

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        Chance.NextBytes(bytes);
        return bytes;
    }

    // A value of either side in words that can be compared.
    private static string Plain(object value) => value switch
    {
        TimeRole role => Convert.ToHexStringLower(TimeBankRoles.Name(role)),
        Enum number => $"{Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture)}",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        EvmAddress address => new SignerId(address.ToString()).Value,
        ImmutableArray<Id32> ids => string.Join(' ', ids),
        object[] list => string.Join(' ', list.Select(Plain)),
        _ => $"{value}",
    };

    private sealed class Bytes : IEqualityComparer<byte[]>
    {
        public static readonly Bytes Same = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => obj[0];
    }
}
