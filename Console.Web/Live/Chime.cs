namespace CommunityConsole.Web.Live;

/// <summary>
/// Decides when a page rings, and what it says: a thing that was not there before. The signal is an attribute of the page that
/// <c>js/chime.js</c> watches, so a ring in a lost link comes with the catch-up.
/// </summary>
public sealed class Chime
{
    private HashSet<string>? _heard;
    private int _rings;

    /// <summary>Changes with each ring: a running number and <c>Critical</c> or <c>Urgent</c>; empty before the first.</summary>
    public string Signal { get; private set; } = "";

    /// <summary>What a voice says with the last ring, and a browser's notification shows: strangers may hear it. Empty where it only rings.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Takes all that calls for attention now; the first list is no news.</summary>
    /// <param name="calling">What calls, the gravest first.</param>
    /// <param name="wordsOf">The words for one of them, by its id; null where the page has none.</param>
    public void Hear(IEnumerable<(string Id, bool Critical)> calling, Func<string, string>? wordsOf = null)
    {
        var all = calling.ToList();
        var news = _heard is null ? [] : all.Where(one => !_heard.Contains(one.Id)).ToList();
        _heard = [.. all.Select(one => one.Id)];
        if (news.Count > 0)
        {
            var gravest = news.Find(one => one.Critical) is { Id: not null } critical ? critical : news[0];
            Signal = $"{++_rings}:{(gravest.Critical ? "Critical" : "Urgent")}";
            Words = wordsOf?.Invoke(gravest.Id) ?? "";
        }
    }
}
