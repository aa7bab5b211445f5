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
        var (kind, site) = (default(TextModel), default(TextModel));

        // Neither knows of the other, so side by side they come out the same.
        Parallel.Invoke(
            () => kind = TextModel.Train([.. examples.Select(example => (example.Signs, kindOf[example.Kind]))], kinds.Length, settings.Kind),
            () => site = TextModel.Train([.. examples.Select(example => (example.Signs, (int)example.Site))], Sites, settings.Site));
        return new GuessModel(kinds, kind!, site!, UsualSites(examples, kindOf, settings));
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
            (float)Math.Pow(count / sites.Sum() / (all[site] / examples.Count), settings.UsualPower)).ToArray())];
    }
}

/// <summary>How the models learn and how far their shares are drawn together.</summary>
internal sealed record GuessSettings
{
    /// <summary>As found best by judging each training text with models that had not seen it; the temperatures are those with the least log loss there.</summary>
    public static GuessSettings Chosen { get; } = new();

    public TextModelSettings Kind { get; init; } = new(Rounds: 14, Step: 6);

    public TextModelSettings Site { get; init; } = new(Rounds: 14, Step: 3, CueValue: 1.5f);

    public float KindTemperature { get; init; } = 1;

    public float SiteTemperature { get; init; } = 1.2f;

    public float UsualPrior { get; init; } = 2;

    public float UsualPower { get; init; } = 0.7f;
}
