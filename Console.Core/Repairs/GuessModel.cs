namespace CommunityConsole.Core.Repairs;

/// <summary>Two models side by side: one says what is broken, one says whose ground it stands on.</summary>
internal sealed class GuessModel
{
    private static readonly int Sites = Enum.GetValues<SiteKind>().Length;

    private readonly TextModel _kind;
    private readonly TextModel _site;
    private readonly float[][] _usualSites;

    private GuessModel(IReadOnlyList<RepairKind> kinds, TextModel kind, TextModel site, float[][] usualSites)
    {
        Kinds = kinds;
        _kind = kind;
        _site = site;
        _usualSites = usualSites;
    }

    /// <summary>What can be broken.</summary>
    public IReadOnlyList<RepairKind> Kinds { get; }

    public static GuessModel Train(IReadOnlyList<GuessExample> examples, GuessSettings settings)
    {
        RepairKind[] kinds = [.. examples.Select(example => example.Kind).Distinct()];
        var kindOf = kinds.Index().ToDictionary(kind => kind.Item, kind => kind.Index);
        return new GuessModel(
            kinds,
            TextModel.Train([.. examples.Select(example => (example.Signs, kindOf[example.Kind]))], kinds.Length, settings.Kind),
            TextModel.Train([.. examples.Select(example => (example.Signs, (int)example.Site))], Sites, settings.Site),
            UsualSites(examples, kindOf, settings));
    }

    /// <summary>The share of every kind at every site; sums to one.</summary>
    public float[][] Shares(ulong[] signs, GuessSettings settings)
    {
        var kinds = _kind.Shares(signs, settings.KindTemperature);
        var sites = _site.Shares(signs, settings.SiteTemperature);
        var shares = new float[kinds.Length][];
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            // P(site | text, kind) is P(site | text) weighted by how much more often the kind stands there than things do in general.
            var usual = _usualSites[kind];
            var here = sites.Zip(usual, (share, ratio) => share * ratio).ToArray();
            var all = here.Sum();
            shares[kind] = [.. here.Select(share => share / all * kinds[kind])];
        }

        return shares;
    }

    private static float[][] UsualSites(IReadOnlyList<GuessExample> examples, Dictionary<RepairKind, int> kindOf, GuessSettings settings)
    {
        var counts = kindOf.Keys.Select(_ => Enumerable.Repeat(settings.UsualPrior, Sites).ToArray()).ToArray();
        var all = new float[Sites];
        foreach (var example in examples)
        {
            counts[kindOf[example.Kind]][(int)example.Site]++;
            all[(int)example.Site]++;
        }

        return [.. counts.Select(sites => sites.Select((count, site) =>
            MathF.Pow(count / sites.Sum() / (all[site] / examples.Count), settings.UsualPower)).ToArray())];
    }
}

/// <summary>How the models learn and how far their shares are drawn together.</summary>
internal sealed record GuessSettings
{
    public TextModelSettings Kind { get; init; } = new();

    public TextModelSettings Site { get; init; } = new();

    public float KindTemperature { get; init; } = 1;

    public float SiteTemperature { get; init; } = 1;

    public float UsualPrior { get; init; } = 2;

    public float UsualPower { get; init; } = 0.7f;
}
