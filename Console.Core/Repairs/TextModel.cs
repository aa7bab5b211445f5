using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CommunityConsole.Core.Repairs;

/// <summary>
/// Multinomial logistic regression over the signs of a text: P(c|x) = exp(w_c·x + b_c) / Σ exp(w_k·x + b_k), trained by stochastic gradient descent on the log loss
/// with L2 shrinkage (Bishop, Pattern Recognition and Machine Learning, 4.3.4; Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4). Texts are taken in a
/// fixed order, so the same texts give the same model.
/// </summary>
internal sealed class TextModel
{
    // The square length a text counts with at least: two characters must not be as sure of themselves as two lines.
    private const float LeastSquare = 24;

    private readonly Dictionary<ulong, int> _places;
    private readonly float[] _weights;
    private readonly int _classes;
    private readonly int _width;
    private readonly float _cueValue;

    private TextModel(Dictionary<ulong, int> places, int classes, float cueValue)
    {
        _places = places;
        _classes = classes;
        _cueValue = cueValue;
        _width = (classes + 15) / 16 * 16;
        _weights = new float[(places.Count + 1) * _width];
    }

    /// <summary>Learns from texts and their classes.</summary>
    public static TextModel Train(IReadOnlyList<(ulong[] Signs, int Class)> texts, int classes, TextModelSettings settings)
    {
        var seen = new Dictionary<ulong, int>(1 << 16);
        foreach (var (signs, _) in texts)
        {
            foreach (var sign in signs)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(seen, sign, out _)++;
            }
        }

        var places = new Dictionary<ulong, int>(1 << 14);
        foreach (var (sign, count) in seen)
        {
            if (count >= settings.SeenIn)
            {
                places.Add(sign, places.Count);
            }
        }

        var model = new TextModel(places, classes, settings.CueValue);
        model.Learn(texts, settings);
        return model;
    }

    /// <summary>The share of each class; sums to one.</summary>
    /// <param name="signs">Of the text; unknown ones say nothing.</param>
    /// <param name="temperature">Above one the shares move together, below one apart.</param>
    public float[] Shares(ulong[] signs, float temperature = 1)
    {
        var shares = new float[_width];
        Sum(Placed(signs), shares);
        SoftMax(shares, temperature);
        return shares[.._classes];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Learn(IReadOnlyList<(ulong[] Signs, int Class)> texts, TextModelSettings settings)
    {
        var placed = texts.Select(text => Placed(text.Signs)).ToArray();
        var order = Enumerable.Range(0, texts.Count).ToArray();
        var shuffle = new Random(20261130);
        var shares = new float[_width];
        for (var round = 0; round < settings.Rounds; round++)
        {
            shuffle.Shuffle(order);
            var step = settings.Step / (1 + (settings.Slowing * round));
            foreach (var i in order)
            {
                Array.Clear(shares);
                Sum(placed[i], shares);
                SoftMax(shares, 1);
                shares[texts[i].Class] -= 1;
                foreach (var (place, value) in placed[i])
                {
                    Add(shares, -step * value, _weights.AsSpan(place * _width, _width));
                }
            }

            Add(_weights, -step * settings.Shrinkage, _weights);
        }
    }

    // With the constant as last place; of length one, so that long texts do not shout.
    private (int Place, float Value)[] Placed(ulong[] signs)
    {
        var found = new (int Place, float Value)[signs.Length + 1];
        var count = 0;
        var square = 0f;
        foreach (var sign in signs)
        {
            if (_places.TryGetValue(sign, out var place))
            {
                var value = TextFeatures.IsCue(sign) ? _cueValue : 1f;
                square += value * value;
                found[count++] = (place, value);
            }
        }

        var length = MathF.Sqrt(Math.Max(LeastSquare, square));
        foreach (ref var sign in found.AsSpan(0, count))
        {
            sign.Value /= length;
        }

        found[count++] = (_places.Count, 0.3f);
        return found[..count];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum((int Place, float Value)[] placed, Span<float> sums)
    {
        foreach (var (place, value) in placed)
        {
            Add(_weights.AsSpan(place * _width, _width), value, sums);
        }
    }

    private void SoftMax(Span<float> sums, float temperature)
    {
        var shares = sums[.._classes];
        var greatest = float.NegativeInfinity;
        foreach (var sum in shares)
        {
            greatest = Math.Max(greatest, sum);
        }

        var all = 0f;
        foreach (ref var share in shares)
        {
            // In double precision and rounded: the single-precision function differs in its last bit from one machine to the next, and training would carry that on.
            share = (float)Math.Exp((share - greatest) / temperature);
            all += share;
        }

        foreach (ref var share in shares)
        {
            share /= all;
        }
    }

    // Compiled in full at once: the program trains once, and a method that warms up first would take most of that time.
    // to += by * factor; the width is a multiple of every vector's.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<float> by, float factor, Span<float> to)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(by);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(to);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += vectors[i] * factor;
        }
    }
}

/// <summary>How a model learns.</summary>
internal sealed record TextModelSettings(int Rounds = 20, float Step = 2f, float Slowing = 0.1f, float Shrinkage = 0.002f, int SeenIn = 2, float CueValue = 2f);
