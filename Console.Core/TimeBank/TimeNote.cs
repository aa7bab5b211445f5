using System.Globalization;

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
        List<string> fields = [];
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
        return string.Join(';', fields);

        void Add(string name, long value)
        {
            if (value != 0)
            {
                fields.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
            }
        }

        void AddId(string name, Id32? id)
        {
            if (id is { } given)
            {
                fields.Add($"{name}={given}");
            }
        }
    }

    /// <summary>The note; null for what <see cref="ToString"/> would not have written.</summary>
    public static TimeNote? Parse(string text)
    {
        var note = new TimeNote();
        foreach (var field in text.AsSpan().Split(';'))
        {
            if (text.AsSpan()[field] is { IsEmpty: false } said)
            {
                var equals = said.IndexOf('=');
                if (equals < 0 || With(note, said[..equals], said[(equals + 1)..]) is not { } more)
                {
                    return null;
                }

                note = more;
            }
        }

        return note.ToString() == text ? note : null;
    }

    private static TimeNote? With(TimeNote note, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name is "op" or "word")
        {
            var bytes = new byte[Id32.Length];
            return value.Length != 2 * Id32.Length || Convert.FromHexString(value, bytes, out _, out _) != System.Buffers.OperationStatus.Done ? null
                : name is "op" ? note with { Op = new Id32(bytes) }
                : note with { Word = new Id32(bytes) };
        }

        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        // What does not fit is written back another way, and so refused.
        return name switch
        {
            "code" => note with { Code = (ushort)number },
            "served" => note with { Served = (ushort)number },
            "credited" => note with { Credited = (ushort)number },
            "day" => note with { ServedAt = number },
            "how" => note with { How = (ConfirmKind)(byte)number },
            "ended" => note with { Ended = (RecordStatus)(byte)number },
            "member" => note with { Member = (MemberStatus)(byte)number },
            "floor" => note with { Floor = number },
            "cap" => note with { Cap = number },
            "on" => note with { On = number != 0 },
            "least" => note with { Least = (ushort)number },
            "most" => note with { Most = (ushort)number },
            "weight" => note with { Weight = (ushort)number },
            _ => null,
        };
    }
}
