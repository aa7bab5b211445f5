using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Commands.Replay;

/// <summary>Decisions as lines of JSON: the output of a replay.</summary>
internal static class DecisionLines
{
    // Chinese stays readable in a terminal; the lines are not put into a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(IEnumerable<WatchDecision> decisions, EstateCalendar calendar, TextWriter output, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        foreach (var decision in decisions)
        {
            buffer.SetLength(0);
            Write(decision, calendar, buffer);
            await output.WriteAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).AsMemory(), cancellation);
            await output.WriteAsync('\n');
        }

        await output.FlushAsync(cancellation);
    }

    private static void Write(WatchDecision decision, EstateCalendar calendar, Stream to)
    {
        using var json = new Utf8JsonWriter(to, Plain);
        json.WriteStartObject();
        json.WriteString("time", Text(decision.Time, calendar));
        json.WriteString("home", decision.Home.Home);
        json.WriteString("kind", decision.Kind.ToString());
        json.WriteString("severity", decision.Severity.ToString());
        json.WriteString("change", decision.Change switch
        {
            DecisionChange.Opened => "opened",
            DecisionChange.Raised => "raised",
            _ => "cleared",
        });
        json.WriteString("since", Text(decision.Since, calendar));
        json.WriteStartObject("evidence");
        json.WriteString("zh", decision.Evidence.Zh);
        json.WriteString("en", decision.Evidence.En);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset instant, EstateCalendar calendar)
    {
        var local = calendar.Local(instant);
        return local.ToString(local.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }
}
