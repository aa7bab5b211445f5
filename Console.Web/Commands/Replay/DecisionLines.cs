using System.Buffers;
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

    private const int Enough = 32 * 1024;

    public static async Task WriteAsync(IEnumerable<WatchDecision> decisions, EstateCalendar calendar, TextWriter output, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * Enough);
        using var json = new Utf8JsonWriter(buffer, Plain);
        foreach (var decision in decisions)
        {
            Write(decision, calendar, json);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount >= Enough)
            {
                await FlushAsync();
            }
        }

        await FlushAsync();
        await output.FlushAsync(cancellation);

        async ValueTask FlushAsync()
        {
            await output.WriteAsync(Encoding.UTF8.GetString(buffer.WrittenSpan).AsMemory(), cancellation);
            buffer.ResetWrittenCount();
        }
    }

    private static void Write(WatchDecision decision, EstateCalendar calendar, Utf8JsonWriter json)
    {
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
