using System.Collections.Immutable;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Tests.TimeBank;

public sealed class StepTextTests
{
    private static readonly SignerId Signer = new("0xF39FD6E51AAD88F6F4CE6AB8827279CFFFB92266");
    private static readonly Random Chance = Random.Shared;

    // What stands in a queue must be read by the next version: these texts never change.
    [Fact]
    public void Write_EachKind_IsTheTextOfAlways()
    {
        const string one = "0000000000000000000000000000000000000000000000000000000000000001";
        const string two = "0000000000000000000000000000000000000000000000000000000000000002";

        Assert.Equal($$"""{"step":"RedeemTime","op":"{{one}}","member":"{{two}}","amount":30,"memo":"{{one}}"}""", StepText.Write(new RedeemTime(Id(1), Id(2), 30, Id(1))));
        Assert.Equal(
            $$"""{"step":"ConfirmMany","records":["{{one}}","{{two}}"],"kind":"StationInstead","consents":["{{two}}","{{one}}"]}""",
            StepText.Write(new ConfirmMany([Id(1), Id(2)], ConfirmKind.StationInstead, [Id(2), Id(1)])));
        Assert.Equal("""{"step":"SetRole","role":"Anchorer","who":"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266","granted":true}""", StepText.Write(new SetRole(TimeRole.Anchorer, Signer, true)));
        Assert.Equal("""{"step":"PauseBank"}""", StepText.Write(new PauseBank()));
    }

    [Fact]
    public void Read_RandomStepsOfEveryKind_AreTheSteps()
    {
        var kinds = typeof(TimeBankStep).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(TimeBankStep))).ToList();
        Assert.Equal(19, kinds.Count);

        foreach (var kind in kinds.SelectMany(static kind => Enumerable.Repeat(kind, 50)))
        {
            var constructor = kind.GetConstructors().Single();
            var step = (TimeBankStep)constructor.Invoke([.. constructor.GetParameters().Select(static p => Value(p.ParameterType))]);

            var text = StepText.Write(step);
            var again = StepText.Read(text);

            Assert.Equal(text, StepText.Write(again));
            Assert.IsType(kind, again);
            if (step is not ConfirmMany) // lists are compared by identity
            {
                Assert.Equal(step, again);
            }
        }
    }

    [Fact]
    public void Read_OneLetterChanged_IsRefusedOrAnotherStep()
    {
        var step = new FileService(Id(1), Id(2), Id(3), 4, 90, 1767225600, Id(5));
        var text = StepText.Write(step);

        for (var run = 0; run < 2000; run++)
        {
            var letters = text.ToCharArray();
            letters[Chance.Next(letters.Length)] = (char)Chance.Next(1, 128);
            var other = new string(letters);
            try
            {
                Assert.Equal(other == text, step == StepText.Read(other));
            }
            catch (FormatException)
            {
                Assert.NotEqual(text, other);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"step":"Nothing"}""")]
    [InlineData("""{ "step":"PauseBank"}""")]
    [InlineData("""{"step":"PauseBank","more":1}""")]
    [InlineData("""{"step":"PauseBank","step":"PauseBank"}""")]
    [InlineData("""{"step":"SetRole","role":"Anchorer","who":"0xF39FD6E51AAD88F6F4CE6AB8827279CFFFB92266","granted":true}""")]
    [InlineData("""{"step":"SetRole","role":5,"who":"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266","granted":true}""")]
    [InlineData("""{"step":"SetRole","who":"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266","role":"Anchorer","granted":true}""")]
    [InlineData("""{"step":"SetRole","role":"Anchorer","granted":true}""")]
    [InlineData("""{"step":"SetRole","role":"Anchorer","who":null,"granted":true}""")]
    [InlineData("""{"step":"ConfirmMany","records":null,"kind":"Present","consents":[]}""")]
    [InlineData("""{"step":"PauseBank","\ud800":1}""")]
    public void Read_NotTheOneForm_IsRefused(string text) => Assert.Throws<FormatException>(() => StepText.Read(text));

    [Fact]
    public void Write_AStateThatDoesNotExist_IsRefused() =>
        Assert.Throws<ArgumentException>(() => StepText.Write(new CloseService(Id(1), (RecordStatus)99, Id(2))));

    [Fact]
    public void Signer_SpelledInAnotherWay_IsTheSame()
    {
        Assert.Equal(Signer, new SignerId("f39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
        Assert.Equal(SignerId.None, new SignerId("0x0000000000000000000000000000000000000000"));
        Assert.Equal(SignerId.None, default);
        Assert.NotEqual(Signer, new SignerId("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92267"));
    }

    private static object Value(Type type) =>
        type == typeof(Id32) ? Id(Chance.Next())
        : type == typeof(ushort) ? (ushort)Chance.Next(65536)
        : type == typeof(long) ? Chance.NextInt64(long.MinValue, long.MaxValue)
        : type == typeof(bool) ? Chance.Next(2) == 0
        : type == typeof(SignerId) ? (Chance.Next(4) == 0 ? SignerId.None : new SignerId($"0x{Chance.Next():x40}"))
        : type == typeof(ImmutableArray<Id32>) ? Enumerable.Range(0, Chance.Next(5)).Select(static _ => Id(Chance.Next())).ToImmutableArray()
        : Enum.GetValues(type).GetValue(Chance.Next(Enum.GetValues(type).Length))!;

    private static Id32 Id(int number)
    {
        var bytes = new byte[Id32.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(28), number);
        return new Id32(bytes);
    }
}
