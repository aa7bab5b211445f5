using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>A point of secp256k1 while it is reckoned with: (X / Z2, Y / Z3), so that only the end needs a division.</summary>
internal readonly record struct Jacobian(BigInteger X, BigInteger Y, BigInteger Z)
{
    /// <summary>The point that changes nothing when added.</summary>
    public static readonly Jacobian Infinity = new(BigInteger.One, BigInteger.One, BigInteger.Zero);

    /// <summary>Whether it is that point.</summary>
    public bool IsInfinity => Z.IsZero;

    /// <summary>A point as it is.</summary>
    public static Jacobian Of(CurvePoint point) => new(point.X, point.Y, BigInteger.One);

    /// <summary>Twice the point.</summary>
    public Jacobian Double()
    {
        if (IsInfinity)
        {
            return this;
        }

        var square = Y * Y % Secp256k1.P;
        var s = 4 * X * square % Secp256k1.P;
        var m = 3 * X * X % Secp256k1.P;
        var x = Secp256k1.Mod((m * m) - (2 * s), Secp256k1.P);
        var y = Secp256k1.Mod((m * (s - x)) - (8 * square * square), Secp256k1.P);
        return new Jacobian(x, y, 2 * Y * Z % Secp256k1.P);
    }

    /// <summary>The sum with another point.</summary>
    public Jacobian Add(CurvePoint other)
    {
        if (IsInfinity)
        {
            return Of(other);
        }

        var zSquare = Z * Z % Secp256k1.P;
        var h = ((other.X * zSquare) - X) % Secp256k1.P;
        var r = ((other.Y * (zSquare * Z % Secp256k1.P)) - Y) % Secp256k1.P;
        if (h.IsZero)
        {
            return r.IsZero ? Double() : Infinity;
        }

        var hSquare = h * h % Secp256k1.P;
        var hCube = hSquare * h % Secp256k1.P;
        var v = X * hSquare % Secp256k1.P;
        var x = Secp256k1.Mod((r * r) - hCube - (2 * v), Secp256k1.P);
        var y = Secp256k1.Mod((r * (v - x)) - (Y * hCube), Secp256k1.P);
        return new Jacobian(x, y, Secp256k1.Mod(Z * h, Secp256k1.P));
    }

    /// <summary>The point itself; it must not be infinity.</summary>
    public CurvePoint ToPoint()
    {
        var inverse = Secp256k1.Inverse(Z, Secp256k1.P);
        var square = inverse * inverse % Secp256k1.P;
        return new CurvePoint(X * square % Secp256k1.P, Y * (square * inverse % Secp256k1.P) % Secp256k1.P);
    }
}
