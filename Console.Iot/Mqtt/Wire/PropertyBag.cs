using System.Text;

namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>One property and its value; which part is used depends on <see cref="PropertyRules.Form"/>.</summary>
internal readonly record struct Property(PropertyId Id, uint Number, string? Name, string? Text, byte[]? Data)
{
    public static Property Of(PropertyId id, uint number) => new(id, number, null, null, null);

    public static Property Of(PropertyId id, string text) => new(id, 0, null, text, null);

    public static Property Of(PropertyId id, byte[] data) => new(id, 0, null, null, data);

    public static Property User(string name, string value) => new(PropertyId.UserProperty, 0, name, value, null);
}

/// <summary>The properties of a packet off the hot path, in the order they came.</summary>
internal sealed class PropertyBag
{
    public static readonly PropertyBag Empty = new();

    private readonly List<Property> _all = [];

    public IReadOnlyList<Property> All => _all;

    public bool IsEmpty => _all.Count == 0;

    public static PropertyBag Of(params ReadOnlySpan<Property> properties)
    {
        var bag = new PropertyBag();
        bag._all.AddRange(properties);
        return bag;
    }

    /// <summary>Reads a block with its length; the rest of the packet follows it.</summary>
    public static PropertyBag Read(ref SpanReader reader, PropertyPlace place)
    {
        var length = (int)reader.VariableInteger();
        if (length == 0)
        {
            return Empty;
        }

        var walk = new PropertyWalk(reader.Take(length), place);
        var bag = new PropertyBag();
        while (walk.Next())
        {
            bag._all.Add(PropertyRules.Form(walk.Id) switch
            {
                PropertyForm.Text => Property.Of(walk.Id, Encoding.UTF8.GetString(walk.Bytes)),
                PropertyForm.Binary => Property.Of(walk.Id, walk.Bytes.ToArray()),
                PropertyForm.TextPair => Property.User(Encoding.UTF8.GetString(walk.Name), Encoding.UTF8.GetString(walk.Bytes)),
                _ => Property.Of(walk.Id, walk.Number),
            });
        }

        return bag;
    }

    public uint? Number(PropertyId id) => Find(id, out var found) ? found.Number : null;

    public string? Text(PropertyId id) => Find(id, out var found) ? found.Text : null;

    public byte[]? Data(PropertyId id) => Find(id, out var found) ? found.Data : null;

    public void Add(Property property) => _all.Add(property);

    private bool Find(PropertyId id, out Property found)
    {
        foreach (var one in _all)
        {
            if (one.Id == id)
            {
                found = one;
                return true;
            }
        }

        found = default;
        return false;
    }
}
