using System.Reflection;
using System.Runtime.CompilerServices;

namespace CommunityConsole.Bench.Anomalies;

/// <summary>Bytes of objects by the field that holds them, found by walking from one object to all it reaches.</summary>
/// <remarks>An object's size is what the runtime allocates for one more of its type. What several roots share counts for the first only.</remarks>
internal sealed class Weight
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Type, long> _sizes = [];
    private readonly Dictionary<Type, FieldInfo[]> _fields = [];
    private readonly SortedDictionary<string, long> _parts = new(StringComparer.Ordinal);

    /// <summary>Bytes by part, "body.habits" and the like, of all roots so far.</summary>
    public IReadOnlyDictionary<string, long> Parts => _parts;

    /// <summary>Leaves what is reached from an object out of later counts.</summary>
    public void Leave(object shared) => Walk(shared, null, 0);

    /// <summary>Counts an object and what it alone reaches, by its fields and, in the first of them, by theirs.</summary>
    public void Add(object root) => Walk(root, "", 0);

    private void Walk(object target, string? part, int depth)
    {
        var pending = new Stack<(object Target, string? Part, int Depth)>();
        pending.Push((target, part, depth));
        while (pending.TryPop(out var next))
        {
            if (next.Target is Type or MemberInfo or Pointer || !_seen.Add(next.Target))
            {
                continue;
            }

            if (next.Part is { } name)
            {
                var known = name.Length == 0 ? "itself" : name;
                _parts[known] = _parts.GetValueOrDefault(known) + Size(next.Target);
            }

            foreach (var (child, field) in Children(next.Target))
            {
                var below = next.Part is null ? null
                    : next.Depth == 0 ? field
                    : next.Depth == 1 && next.Part == "body" ? $"body.{field}"
                    : next.Part;
                pending.Push((child, below, next.Depth + 1));
            }
        }
    }

    private long Size(object target)
    {
        switch (target)
        {
            case string text:
                return 22 + (2 * text.Length) + 7 & ~7;
            case Delegate:
                return 64;
            case Array array:
                return Allocated(() => Array.CreateInstance(array.GetType().GetElementType()!, array.Length));
            default:
                var type = target.GetType();
                return _sizes.TryGetValue(type, out var size) ? size : _sizes[type] = Allocated(() => RuntimeHelpers.GetUninitializedObject(type));
        }
    }

    private static long Allocated(Func<object> make)
    {
        make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(make());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private IEnumerable<(object Child, string Field)> Children(object target)
    {
        var type = target.GetType();
        if (target is Array array)
        {
            if (HoldsReferences(type.GetElementType()!))
            {
                foreach (var element in array)
                {
                    foreach (var child in Reached(element, ""))
                    {
                        yield return child;
                    }
                }
            }

            yield break;
        }

        foreach (var field in FieldsOf(type))
        {
            foreach (var child in Reached(field.GetValue(target), Name(field)))
            {
                yield return child;
            }
        }
    }

    private IEnumerable<(object Child, string Field)> Reached(object? value, string name)
    {
        if (value is null)
        {
            yield break;
        }

        if (!value.GetType().IsValueType)
        {
            yield return (value, name);
            yield break;
        }

        foreach (var field in FieldsOf(value.GetType()))
        {
            foreach (var child in Reached(field.GetValue(value), name))
            {
                yield return child;
            }
        }
    }

    private FieldInfo[] FieldsOf(Type type)
    {
        if (_fields.TryGetValue(type, out var known))
        {
            return known;
        }

        var found = new List<FieldInfo>();
        for (var level = type; level is not null; level = level.BaseType)
        {
            found.AddRange(level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => HoldsReferences(field.FieldType)));
        }

        return _fields[type] = [.. found];
    }

    private static bool HoldsReferences(Type type) =>
        !type.IsPointer && !type.IsPrimitive && !type.IsEnum && (!type.IsValueType
            || type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(field => field.FieldType != type && HoldsReferences(field.FieldType)));

    private static string Name(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')].ToLowerInvariant() : field.Name.TrimStart('_');
}
