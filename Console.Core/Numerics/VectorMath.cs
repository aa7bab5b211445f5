using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// The two inner loops of SSA. Four lanes in a fixed order and no fused multiply-add: the sums are the same to
/// the bit on every processor, so a replay does not depend on the machine.
/// </summary>
internal static class VectorMath
{
    /// <summary>Sum of <paramref name="a"/>[i] * <paramref name="b"/>[i]; both of one length.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        var sum = Vector256<double>.Zero;
        var whole = a.Length & ~3;
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        for (var i = 0; i < whole; i += 4)
        {
            sum += Vector256.LoadUnsafe(ref left, (nuint)i) * Vector256.LoadUnsafe(ref right, (nuint)i);
        }

        var total = sum[0] + sum[1] + (sum[2] + sum[3]);
        for (var i = whole; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    /// <summary>Adds <paramref name="factor"/> * <paramref name="from"/>[i] to <paramref name="to"/>[i].</summary>
    public static void AddScaled(Span<double> to, double factor, ReadOnlySpan<double> from)
    {
        from = from[..to.Length];
        var whole = to.Length & ~3;
        var wide = Vector256.Create(factor);
        ref var target = ref MemoryMarshal.GetReference(to);
        ref var source = ref MemoryMarshal.GetReference(from);
        for (var i = 0; i < whole; i += 4)
        {
            var sum = Vector256.LoadUnsafe(ref target, (nuint)i) + (wide * Vector256.LoadUnsafe(ref source, (nuint)i));
            sum.StoreUnsafe(ref target, (nuint)i);
        }

        for (var i = whole; i < to.Length; i++)
        {
            to[i] += factor * from[i];
        }
    }

    /// <summary>Copies single-precision numbers to <paramref name="to"/>; as many as there are.</summary>
    public static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        to = to[..from.Length];
        var whole = from.Length & ~7;
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        for (var i = 0; i < whole; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, (nuint)i));
            low.StoreUnsafe(ref target, (nuint)i);
            high.StoreUnsafe(ref target, (nuint)i + 4);
        }

        for (var i = whole; i < from.Length; i++)
        {
            to[i] = from[i];
        }
    }
}
