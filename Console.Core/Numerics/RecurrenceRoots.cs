using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// The roots of a recurrence's characteristic polynomial z^d - a_(d-1) z^(d-1) - .. - a_0. A positive real root is the
/// trend; the others are rhythms, which noise alone can push outside the unit circle, where they swell without bound
/// in a long forecast (Golyandina et al. 2001, section 5.2).
/// </summary>
internal static class RecurrenceRoots
{
    /// <summary>Roots this little outside are rounding.</summary>
    private const double Slack = 1e-10;

    /// <summary>
    /// Lets no rhythm outgrow the trend: every other root is moved back, at its angle, to the modulus of the largest
    /// trend root, or to the unit circle if the trend does not grow.
    /// </summary>
    /// <param name="coefficients">a, oldest value first; changed in place.</param>
    public static void Calm(Span<double> coefficients)
    {
        var degree = coefficients.Length;
        var companion = Matrix<double>.Build.Dense(degree, degree);
        for (var i = 0; i < degree; i++)
        {
            companion[degree - 1, i] = coefficients[i];
            if (i + 1 < degree)
            {
                companion[i, i + 1] = 1;
            }
        }

        // c[k] belongs to z^k; c[d] = 1.
        var polynomial = new double[degree + 1];
        for (var k = 0; k < degree; k++)
        {
            polynomial[k] = -coefficients[k];
        }

        polynomial[degree] = 1;

        var roots = companion.Evd(Symmetricity.Asymmetric).EigenValues;
        var limit = roots.Where(IsTrend).Select(root => root.Real).Append(1).Max();

        // One of each conjugate pair, the largest first: dividing it out from the constant term upwards is then stable.
        var outside = roots
            .Where(root => root.Magnitude > limit + Slack && root.Imaginary >= 0)
            .OrderByDescending(root => root.Magnitude);
        foreach (var root in outside)
        {
            Move(polynomial, root, limit);
        }

        for (var k = 0; k < degree; k++)
        {
            coefficients[k] = -polynomial[k];
        }
    }

    private static bool IsTrend(Complex root) => root.Imaginary == 0 && root.Real > 0;

    private static void Move(double[] polynomial, Complex root, double modulus)
    {
        if (root.Imaginary == 0)
        {
            Divide(polynomial, [-root.Real, 1]);
            Multiply(polynomial, [modulus, 1]);   // a real root that is no trend is negative
        }
        else
        {
            Divide(polynomial, [root.Magnitude * root.Magnitude, -2 * root.Real, 1]);
            Multiply(polynomial, [modulus * modulus, -2 * modulus * Math.Cos(root.Phase), 1]);
        }
    }

    /// <summary>Divides by a monic factor, lowest power first; the remainder is rounding and dropped.</summary>
    private static void Divide(double[] polynomial, ReadOnlySpan<double> factor)
    {
        var left = polynomial.Length - factor.Length + 1;
        for (var k = 0; k < left; k++)
        {
            var value = polynomial[k];
            for (var j = 1; j < factor.Length && j <= k; j++)
            {
                value -= factor[j] * polynomial[k - j];
            }

            polynomial[k] = value / factor[0];
        }

        // The quotient of two monic polynomials is monic.
        var scale = polynomial[left - 1];
        for (var k = 0; k < left; k++)
        {
            polynomial[k] /= scale;
        }

        polynomial.AsSpan(left).Clear();
    }

    private static void Multiply(double[] polynomial, ReadOnlySpan<double> factor)
    {
        for (var k = polynomial.Length - 1; k >= 0; k--)
        {
            var value = 0.0;
            for (var j = 0; j < factor.Length && j <= k; j++)
            {
                value += factor[j] * polynomial[k - j];
            }

            polynomial[k] = value;
        }
    }
}
