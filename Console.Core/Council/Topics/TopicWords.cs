using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>How long what people write about a topic may be.</summary>
public static class TopicWords
{
    /// <summary>A title, a place.</summary>
    public const int TitleLength = 60;

    /// <summary>Who, as written at the counter or of an expert.</summary>
    public const int NameLength = 50;

    /// <summary>A proposal, a reason, a plan's sentence, a result, a task, a remark.</summary>
    public const int TextLength = 500;

    /// <summary>An agenda, minutes.</summary>
    public const int LongLength = 4000;

    /// <summary>Of opinions of experts in one meeting's minutes.</summary>
    public const int MostOpinions = 10;

    private const int LinkLength = 300;

    internal static TopicNotValid? Refusal(string text, int most, bool mayBeEmpty = false) =>
        (mayBeEmpty || !string.IsNullOrWhiteSpace(text)) && text.Trim().Length <= most ? null
        : new TopicNotValid(new($"请写明内容，不超过 {most} 个字。", $"Write something of at most {most} characters."));

    internal static TopicNotValid? Refusal(TopicMinuted minutes) =>
        Refusal(minutes.Minutes, LongLength)
        ?? (minutes.Opinions.Count > MostOpinions ? new TopicNotValid(new($"专家意见最多 {MostOpinions} 条。", $"At most {MostOpinions} opinions of experts.")) : null)
        ?? minutes.Opinions.Select(opinion => Refusal(opinion.Who, NameLength) ?? Refusal(opinion.Words, TextLength)).FirstOrDefault(wrong => wrong is not null)
        ?? (minutes.Recording.Trim() is { Length: > 0 } link && !(link.Length <= LinkLength && Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            ? new TopicNotValid(new("录音录像链接须以 http:// 或 https:// 开头。", "The link to the recording begins with http:// or https://.")) : null);
}
