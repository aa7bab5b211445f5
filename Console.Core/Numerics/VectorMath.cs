using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// The inner loops of SSA. Four lanes in a fixed order and no fused multiply-add: the sums are the same to
/// the bit on every processor, so a replay does not depend on the machine.
/// </summary>
internal static class VectorMath
{
    // As many sums as fit into the processor's registers beside a factor and a product.
    private const int Wide = 32;

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

    /// <summary>
    /// Adds to each <paramref name="to"/>[i] the products of <paramref name="factors"/>[j] and <paramref name="from"/>[i + j], j rising:
    /// to the bit what <see cref="AddScaled"/> gives factor by factor, but each sum stays in the processor until it is complete.
    /// </summary>
    public static void AddSliding(Span<double> to, ReadOnlySpan<double> factors, ReadOnlySpan<double> from) => Slide(to, factors, from, 0, 1);

    /// <summary>The same with <paramref name="from"/>[i + m - j], m the last j: the factors run against the values.</summary>
    public static void AddSlidingBack(Span<double> to, ReadOnlySpan<double> factors, ReadOnlySpan<double> from) => Slide(to, factors, from, factors.Length - 1, -1);

    /// <summary>The same with row j of a table of rows as long as <paramref name="to"/>.</summary>
    public static void AddRows(Span<double> to, ReadOnlySpan<double> factors, ReadOnlySpan<double> table) => Slide(to, factors, table, 0, to.Length);

    private static void Slide(Span<double> to, ReadOnlySpan<double> factors, ReadOnlySpan<double> from, int first, int step)
    {
        from = from[..(to.Length + ((factors.Length - 1) * Math.Abs(step)))];
        ref var target = ref MemoryMarshal.GetReference(to);
        ref var source = ref MemoryMarshal.GetReference(from);
        var i = 0;
        for (; i + Wide <= to.Length; i += Wide)
        {
            ref var sums = ref Unsafe.Add(ref target, i);
            var (a, b, c, d) = (Vector256.LoadUnsafe(ref sums), Vector256.LoadUnsafe(ref sums, 4), Vector256.LoadUnsafe(ref sums, 8), Vector256.LoadUnsafe(ref sums, 12));
            var (e, f, g, h) = (Vector256.LoadUnsafe(ref sums, 16), Vector256.LoadUnsafe(ref sums, 20), Vector256.LoadUnsafe(ref sums, 24), Vector256.LoadUnsafe(ref sums, 28));
            for (var j = 0; j < factors.Length; j++)
            {
                var factor = Vector256.Create(factors[j]);
                ref var values = ref Unsafe.Add(ref source, i + first + (j * step));
                a += factor * Vector256.LoadUnsafe(ref values);
                b += factor * Vector256.LoadUnsafe(ref values, 4);
                c += factor * Vector256.LoadUnsafe(ref values, 8);
                d += factor * Vector256.LoadUnsafe(ref values, 12);
                e += factor * Vector256.LoadUnsafe(ref values, 16);
                f += factor * Vector256.LoadUnsafe(ref values, 20);
                g += factor * Vector256.LoadUnsafe(ref values, 24);
                h += factor * Vector256.LoadUnsafe(ref values, 28);
            }

            a.StoreUnsafe(ref sums);
            b.StoreUnsafe(ref sums, 4);
            c.StoreUnsafe(ref sums, 8);
            d.StoreUnsafe(ref sums, 12);
            e.StoreUnsafe(ref sums, 16);
            f.StoreUnsafe(ref sums, 20);
            g.StoreUnsafe(ref sums, 24);
            h.StoreUnsafe(ref sums, 28);
        }

        for (var j = 0; j < factors.Length; j++)
        {
            AddScaled(to[i..], factors[j], from[(i + first + (j * step))..]);
        }
    }

    /// <summary>The place of the least <paramref name="a"/>[i] + <paramref name="factor"/> * <paramref name="b"/>[i], the first of several; all numbers, none missing.</summary>
    public static int Least(ReadOnlySpan<double> a, double factor, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var wide = Vector256.Create(factor);
        var (least, at) = (Vector256.Create(double.MaxValue), Vector256<double>.Zero);
        var places = Vector256.Create(0.0, 1, 2, 3);
        var whole = a.Length & ~3;
        for (var i = 0; i < whole; i += 4)
        {
            var cost = Vector256.LoadUnsafe(ref left, (nuint)i) + (wide * Vector256.LoadUnsafe(ref right, (nuint)i));
            var less = Vector256.LessThan(cost, least);
            least = Vector256.ConditionalSelect(less, cost, least);
            at = Vector256.ConditionalSelect(less, places + Vector256.Create((double)i), at);
        }

        var (best, place) = (double.MaxValue, 0);
        for (var lane = 0; lane < 4; lane++)
        {
            if (least[lane] < best || (least[lane] == best && at[lane] < place))
            {
                (best, place) = (least[lane], (int)at[lane]);
            }
        }

        for (var i = whole; i < a.Length; i++)
        {
            var cost = a[i] + (factor * b[i]);
            (best, place) = cost < best ? (cost, i) : (best, place);
        }

        return place;
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
