using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Components.Timeline;

/// <summary>An alert as the timeline shades it.</summary>
/// <param name="From">Start of the condition, UTC.</param>
/// <param name="To">When it was over; null while it is open.</param>
/// <param name="Severity">How urgent it became.</param>
/// <param name="Word">The severity's word in the reader's language: always shown, colour alone says nothing.</param>
/// <param name="Label">What was found, in the reader's language: shown where there is room.</param>
public sealed record AlertSpan(DateTimeOffset From, DateTimeOffset? To, Severity Severity, string Word, string Label);
