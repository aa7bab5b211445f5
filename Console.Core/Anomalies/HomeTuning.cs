namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// What a home's lessons make of its limits: a factor for each hour in which a silence can begin, and silences known to have
/// been absences. The same lessons in the same order give the same factors; without one they are as if it had never been.
/// </summary>
/// <remarks>
/// A false alarm lengthens the limits of the hours around it by a tenth (asleep) or a twentieth (no reason), a real
/// emergency shortens all by a twentieth; never below 0.8 or above 1.5 of what the habits say, so that no row of outcomes makes a
/// watch deaf or shrill. An absence changes no limit: its silence is kept out of the habits. A device's fault teaches nothing.
/// </remarks>
public sealed class HomeTuning
{
    /// <summary>No factor is smaller.</summary>
    public const double Least = 0.8;

    /// <summary>No factor is larger.</summary>
    public const double Most = 1.5;

    private const int Hours = 24;
    private const int KeptAbsences = 16;
    private static readonly TimeSpan SameSilence = TimeSpan.FromMinutes(1);

    private readonly double[] _factors = Enumerable.Repeat(1.0, Hours).ToArray();
    private readonly List<DateTimeOffset> _absences = [];

    /// <summary>A home that has learned nothing.</summary>
    public static HomeTuning None { get; } = new([]);

    /// <summary>Folds the lessons that count, oldest first.</summary>
    public HomeTuning(IEnumerable<Lesson> lessons)
    {
        foreach (var lesson in lessons.Where(lesson => lesson.UndoneAt is null).OrderBy(lesson => lesson.At).ThenBy(lesson => lesson.Id))
        {
            Take(lesson.Kind, lesson.Hour, lesson.Since);
        }
    }

    /// <summary>The factor on limits of silences that begin in an hour of the day.</summary>
    public double Factor(int hour) => _factors[hour];

    /// <summary>Whether a silence that began then is known to have been an absence.</summary>
    public bool WasAbsence(DateTimeOffset since) => _absences.Exists(known => (known - since).Duration() <= SameSilence);

    private void Take(LessonKind kind, int hour, DateTimeOffset since)
    {
        switch (kind)
        {
            case LessonKind.Asleep or LessonKind.NoReason:
                for (var apart = -1; apart <= 1; apart++)
                {
                    Scale((hour + apart + Hours) % Hours, kind == LessonKind.Asleep ? 1.1 : 1.05);
                }

                break;
            case LessonKind.Real:
                for (var each = 0; each < Hours; each++)
                {
                    Scale(each, 0.95);
                }

                break;
            case LessonKind.Away:
                _absences.Add(since);
                if (_absences.Count > KeptAbsences)
                {
                    _absences.RemoveAt(0);
                }

                break;
        }
    }

    private void Scale(int hour, double by) => _factors[hour] = Math.Clamp(_factors[hour] * by, Least, Most);
}
