namespace CommunityConsole.Web.Live;

/// <summary>
/// Decides when a page rings: a thing that was not there before. The signal is an attribute of the page that
/// <c>js/chime.js</c> watches, so a ring in a lost link comes with the catch-up.
/// </summary>
public sealed class Chime
{
    private HashSet<string>? _heard;
    private int _rings;

    /// <summary>Changes with each ring: a running number and <c>Critical</c> or <c>Urgent</c>; empty before the first.</summary>
    public string Signal { get; private set; } = "";

    /// <summary>Takes all that calls for attention now; the first list is no news.</summary>
    public void Hear(IEnumerable<(string Id, bool Critical)> calling)
    {
        var all = calling.ToList();
        var news = _heard is null ? [] : all.Where(one => !_heard.Contains(one.Id)).ToList();
        _heard = [.. all.Select(one => one.Id)];
        if (news.Count > 0)
        {
            Signal = $"{++_rings}:{(news.Exists(one => one.Critical) ? "Critical" : "Urgent")}";
        }
    }
}
