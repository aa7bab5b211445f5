using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The curve y2 = x3 + 7 over the field of <see cref="P"/>, and multiplication on it. Not in constant time: keys stay on the server.</summary>
internal static class Secp256k1
{
    private const int WindowBits = 4;
    private const int Windows = 256 / WindowBits;
    private const int Digits = 1 << WindowBits;

    /// <summary>The field's prime.</summary>
    public static readonly BigInteger P = Number("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");

    /// <summary>How many points the generator makes.</summary>
    public static readonly BigInteger N = Number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

    /// <summary>The generator.</summary>
    public static readonly CurvePoint G = new(
        Number("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
        Number("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"));

    // Multiples of the generator, one row for each window: a signature is 64 additions and no doubling.
    private static readonly Lazy<CurvePoint[]> Table = new(MakeTable);

    /// <summary>The generator so many times; the scalar lies between 1 and <see cref="N"/> - 1.</summary>
    public static CurvePoint Multiply(BigInteger scalar)
    {
        var table = Table.Value;
        var sum = Jacobian.Infinity;
        for (var window = 0; window < Windows; window++)
        {
            var digit = (int)((scalar >> (window * WindowBits)) & (Digits - 1));
            if (digit > 0)
            {
                sum = sum.Add(table[(window * Digits) + digit]);
            }
        }

        return sum.ToPoint();
    }

    /// <summary>a times the generator plus b times the point; null where that is infinity.</summary>
    public static CurvePoint? Combine(BigInteger a, CurvePoint point, BigInteger b)
    {
        var sum = Jacobian.Infinity;
        for (var bit = 255; bit >= 0; bit--)
        {
            sum = sum.Double();
            if (!((a >> bit) & 1).IsZero)
            {
                sum = sum.Add(G);
            }

            if (!((b >> bit) & 1).IsZero)
            {
                sum = sum.Add(point);
            }
        }

        return sum.IsInfinity ? null : sum.ToPoint();
    }

    /// <summary>The point with this x whose y is odd or even; null where the curve has none.</summary>
    public static CurvePoint? Lift(BigInteger x, bool odd)
    {
        if (x >= P)
        {
            return null;
        }

        var square = Mod((x * x * x) + 7, P);
        var y = BigInteger.ModPow(square, (P + 1) / 4, P); // P is 3 modulo 4
        return Mod(y * y, P) != square ? null : new CurvePoint(x, y.IsEven == odd ? P - y : y);
    }

    /// <summary>The remainder that is not negative.</summary>
    public static BigInteger Mod(BigInteger number, BigInteger modulus)
    {
        var rest = number % modulus;
        return rest.Sign < 0 ? rest + modulus : rest;
    }

    /// <summary>The number that makes 1 with this one.</summary>
    public static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (low, high, x, y) = (Mod(number, modulus), modulus, BigInteger.One, BigInteger.Zero);
        while (!low.IsZero && !low.IsOne)
        {
            var quotient = BigInteger.DivRem(high, low, out var rest);
            (low, high, x, y) = (rest, low, y - (quotient * x), x);
        }

        return low.IsOne ? Mod(x, modulus) : throw new ArithmeticException("Zero has no inverse.");
    }

    /// <summary>A number below 2^256, big-endian.</summary>
    public static byte[] Bytes32(BigInteger number)
    {
        var bytes = new byte[32];
        number.TryWriteBytes(bytes.AsSpan(32 - number.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }

    /// <summary>Big-endian bytes as a number.</summary>
    public static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Number(string digits) => Number(Convert.FromHexString(digits));

    private static CurvePoint[] MakeTable()
    {
        var table = new CurvePoint[Windows * Digits];
        var start = G;
        for (var window = 0; window < Windows; window++)
        {
            var sum = Jacobian.Of(start);
            table[(window * Digits) + 1] = start;
            for (var digit = 2; digit < Digits; digit++)
            {
                sum = sum.Add(start);
                table[(window * Digits) + digit] = sum.ToPoint();
            }

            start = sum.Add(start).ToPoint();
        }

        return table;
    }
}
