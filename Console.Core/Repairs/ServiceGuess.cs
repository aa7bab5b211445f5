namespace CommunityConsole.Core.Repairs;

/// <summary>Guesses from a resident's words what is broken, whose ground it stands on and so who answers; says how sure it is.</summary>
/// <remarks>
/// Pure: the same text gives the same guess. Learns once from the texts that come with the program. The unit is not learned but looked up in the directory, so
/// another directory needs no other texts.
/// </remarks>
public sealed class ServiceGuess
{
    /// <summary>
    /// From here on the unit may be trusted. Chosen on the training texts alone, each judged by models that had not seen it nor its neighbours: 95 in 100 are right above
    /// 0.7; the line lies higher because strangers write less like the training texts than those do among themselves (<c>GuessCalibrationTests</c>, docs/benchmarks.md).
    /// </summary>
    public const double ConfidenceLine = 0.75;

    private const int Told = 5;

    private static readonly Lazy<GuessModel> Learned = new(static () => GuessModel.Train(GuessTraining.Read(), GuessSettings.Chosen));
    private static readonly SiteKind[] Sites = Enum.GetValues<SiteKind>();

    private readonly GuessModel _model;
    private readonly ResponsibilityDirectory _directory;

    /// <summary>A guess that looks the unit up in <paramref name="directory"/>.</summary>
    public ServiceGuess(ResponsibilityDirectory directory)
        : this(directory, Learned.Value)
    {
    }

    internal ServiceGuess(ResponsibilityDirectory directory, GuessModel model)
    {
        _directory = directory;
        _model = model;
    }

    /// <summary>The guess with the directory that comes with the program.</summary>
    public static ServiceGuess Default { get; } = new(ResponsibilityDirectory.Default);

    /// <summary>What the words probably mean.</summary>
    /// <param name="description">What is broken, in the resident's words.</param>
    /// <param name="location">Where, in the resident's words.</param>
    /// <param name="building">The building when it is known: its own rows of the directory count.</param>
    public Guess Of(string? description, string? location, string? building = null) =>
        Of(PlainText.Of(description), PlainText.Of(location), building, GuessSettings.Chosen);

    internal Guess Of(string plain, string place, string? building, GuessSettings settings)
    {
        var signs = TextFeatures.Of(plain, place);
        var shares = _model.Shares(signs, settings);
        var readings = new List<GuessCandidate>(shares.Length * Sites.Length);
        var units = new Dictionary<UnitId, double>();
        foreach (var (index, kind) in _model.Kinds.Index())
        {
            foreach (var site in Sites)
            {
                var unit = _directory.For(kind.Service, site, kind.Asset, building).Unit;
                double share = shares[index][(int)site];
                readings.Add(new GuessCandidate(kind.Service, site, kind.Asset, unit, share));
                units[unit] = units.GetValueOrDefault(unit) + share;
            }
        }

        var (likeliest, most) = units.MaxBy(unit => unit.Value);
        readings.Sort(static (one, other) => other.Share.CompareTo(one.Share));
        var told = readings.Take(Told).ToList();
        if (!told.Exists(reading => reading.Unit == likeliest))
        {
            told[^1] = readings.First(reading => reading.Unit == likeliest);
        }

        // A text that names no thing at all ("it is broken, come") is read out of its other words; a person reads better.
        var isSure = most >= ConfidenceLine && TextFeatures.NameAnything(signs);
        return new Guess(told, likeliest, Math.Min(1, most), isSure, DangerWords.In($"{plain} {place}"));
    }
}
