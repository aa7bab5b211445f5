using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints;

/// <summary>The numbers <c>page</c> and <c>limit</c> of a list over HTTP.</summary>
internal static class PageNumber
{
    /// <summary>The number; <paramref name="otherwise"/> where none was sent, null where it cannot be.</summary>
    public static int? Of(string? text, int otherwise, int most) =>
        string.IsNullOrEmpty(text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
        : null;

    /// <summary>What to say where it cannot be.</summary>
    public static Sentence Wrong(int most) =>
        new($"page 须为不小于 1 的整数，limit 须为 1 到 {most}。", $"page must be a whole number from 1, limit one from 1 to {most}.");
}
