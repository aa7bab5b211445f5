using System.Globalization;
using System.Text;

namespace CommunityConsole.Core.TimeBank;

/// <summary>What an entry says beside its accounts and minutes. Codes, numbers and salted hashes only: no name and no word of anybody, since it is kept for good.</summary>
public sealed record TimeNote
{
    /// <summary>The line of the catalogue; 0 where none is meant.</summary>
    public ushort Code { get; init; }

    /// <summary>Minutes served.</summary>
    public ushort Served { get; init; }

    /// <summary>Minutes credited for them.</summary>
    public ushort Credited { get; init; }

    /// <summary>The day of the service, in seconds since 1970.</summary>
    public long ServedAt { get; init; }

    /// <summary>How it was confirmed.</summary>
    public ConfirmKind How { get; init; }

    /// <summary>What became of a record.</summary>
    public RecordStatus Ended { get; init; }

    /// <summary>What became of a member.</summary>
    public MemberStatus Member { get; init; }

    /// <summary>A member's floor.</summary>
    public long Floor { get; init; }

    /// <summary>How far the pool may fall.</summary>
    public long Cap { get; init; }

    /// <summary>Whether a line of the catalogue can be used, whether the bank is stopped.</summary>
    public bool On { get; init; }

    /// <summary>Least minutes of a line of the catalogue.</summary>
    public ushort Least { get; init; }

    /// <summary>Most minutes of it.</summary>
    public ushort Most { get; init; }

    /// <summary>Its weight, in ten-thousandths.</summary>
    public ushort Weight { get; init; }

    /// <summary>The operation that acted by this entry, where <see cref="TimeEntry.Op"/> names something else.</summary>
    public Id32? Op { get; init; }

    /// <summary>The salted hash of what was said: evidence, consent, reason, memo, document, standard.</summary>
    public Id32? Word { get; init; }

    /// <summary>As it stands in the ledger: the fields that say something, always in this order.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(128);
        Add("code", Code);
        Add("served", Served);
        Add("credited", Credited);
        Add("day", ServedAt);
        Add("how", (byte)How);
        Add("ended", (byte)Ended);
        Add("member", (byte)Member);
        Add("floor", Floor);
        Add("cap", Cap);
        Add("on", On ? 1 : 0);
        Add("least", Least);
        Add("most", Most);
        Add("weight", Weight);
        AddId("op", Op);
        AddId("word", Word);
        return text.ToString();

        void Add(string name, long value)
        {
            if (value != 0)
            {
                Name(name).Append(CultureInfo.InvariantCulture, $"{value}");
            }
        }

        void AddId(string name, Id32? id)
        {
            if (id is { } given)
            {
                Name(name).Append(given.ToString());
            }
        }

        StringBuilder Name(string name) => (text.Length == 0 ? text : text.Append(';')).Append(name).Append('=');
    }

    /// <summary>The note; null for what <see cref="ToString"/> would not have written.</summary>
    /// <remarks>A million of them are read by verify: one pass, and nothing made on the way but the note.</remarks>
    public static TimeNote? Parse(string text)
    {
        Span<long> numbers = stackalloc long[Numbers.Length];
        numbers.Clear();
        Id32? op = null, word = null;
        var rest = text.AsSpan();
        var next = 0;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(';');
            var field = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var equals = field.IndexOf('=');
            if (equals < 0 || (end >= 0 && rest.IsEmpty) || PlaceOf(field[..equals], next) is not (>= 0 and var place))
            {
                return null;
            }

            next = place + 1;
            var value = field[(equals + 1)..];
            if (place < Numbers.Length)
            {
                if (!Number(value, Numbers[place].Least, Numbers[place].Most, out numbers[place]))
                {
                    return null;
                }
            }
            else if (Id32Of(value) is { } id)
            {
                op = place == Numbers.Length ? id : op;
                word = place == Numbers.Length ? word : id;
            }
            else
            {
                return null;
            }
        }

        return new TimeNote
        {
            Code = (ushort)numbers[0],
            Served = (ushort)numbers[1],
            Credited = (ushort)numbers[2],
            ServedAt = numbers[3],
            How = (ConfirmKind)numbers[4],
            Ended = (RecordStatus)numbers[5],
            Member = (MemberStatus)numbers[6],
            Floor = numbers[7],
            Cap = numbers[8],
            On = numbers[9] != 0,
            Least = (ushort)numbers[10],
            Most = (ushort)numbers[11],
            Weight = (ushort)numbers[12],
            Op = op,
            Word = word,
        };
    }

    private static readonly (string Name, long Least, long Most)[] Numbers =
    [
        ("code", 0, ushort.MaxValue), ("served", 0, ushort.MaxValue), ("credited", 0, ushort.MaxValue), ("day", long.MinValue, long.MaxValue), ("how", 0, byte.MaxValue),
        ("ended", 0, byte.MaxValue), ("member", 0, byte.MaxValue), ("floor", long.MinValue, long.MaxValue), ("cap", long.MinValue, long.MaxValue), ("on", 0, 1),
        ("least", 0, ushort.MaxValue), ("most", 0, ushort.MaxValue), ("weight", 0, ushort.MaxValue),
    ];

    private static readonly string[] Ids = ["op", "word"];

    // Fields have one order: looked for only behind the one before.
    private static int PlaceOf(ReadOnlySpan<char> name, int from)
    {
        for (var place = from; place < Numbers.Length + Ids.Length; place++)
        {
            if (name.SequenceEqual(place < Numbers.Length ? Numbers[place].Name : Ids[place - Numbers.Length]))
            {
                return place;
            }
        }

        return -1;
    }

    // One way to write a number: no plus, no zeros before it, and nothing stands for nothing.
    private static bool Number(ReadOnlySpan<char> text, long least, long most, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && text[text[0] == '-' ? 1 : 0] is >= '1' and <= '9' && number >= least && number <= most;

    private static Id32? Id32Of(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[Id32.Length];
        return text.Length == 2 * Id32.Length && !text.ContainsAnyInRange('A', 'F') && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? new Id32(bytes)
            : null;
    }
}
