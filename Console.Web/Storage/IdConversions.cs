using System.Text.Encodings.Web;
using System.Text.Json;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Photos;
using CommunityConsole.Core.Repairs;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommunityConsole.Web.Storage;

internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

internal sealed class HomeIdText() : ValueConverter<HomeId, string>(id => id.ToString(), text => Parse(text))
{
    private static HomeId Parse(string text) => text.Split('/') is [var community, var home]
        ? new HomeId(community, home)
        : throw new FormatException($"Not a home id: {text}");
}

internal sealed class GridCellIdText() : ValueConverter<GridCellId, string>(id => id.ToString(), text => Parse(text))
{
    private static GridCellId Parse(string text) => text.Split('/') is [var community, var cell]
        ? new GridCellId(community, cell)
        : throw new FormatException($"Not a grid cell id: {text}");
}

internal sealed class StaffIdText() : ValueConverter<StaffId, string>(id => id.Value, text => new StaffId(text));

internal sealed class AlertIdValue() : ValueConverter<AlertId, Guid>(id => id.Value, value => new AlertId(value));

internal sealed class VisitIdValue() : ValueConverter<VisitId, Guid>(id => id.Value, value => new VisitId(value));

internal sealed class PhotoIdText() : ValueConverter<PhotoId, string>(id => id.Value, text => PhotoId.Parse(text));

internal sealed class ShiftIdValue() : ValueConverter<ShiftId, Guid>(id => id.Value, value => new ShiftId(value));

internal sealed class NoticeIdValue() : ValueConverter<NoticeId, Guid>(id => id.Value, value => new NoticeId(value));

internal sealed class RepairIdValue() : ValueConverter<RepairId, int>(id => id.Value, value => new RepairId(value));

internal sealed class ImprovementIdValue() : ValueConverter<ImprovementId, Guid>(id => id.Value, value => new ImprovementId(value));

internal sealed class DelegateIdValue() : ValueConverter<DelegateId, Guid>(id => id.Value, value => new DelegateId(value));

internal sealed class ServiceCodeText() : ValueConverter<ServiceCode, string>(code => code.Value, text => new ServiceCode(text));

internal sealed class UnitIdText() : ValueConverter<UnitId, string>(id => id.Value, text => new UnitId(text));

/// <summary>Both languages in one column, as a JSON array: a sentence is read and written whole.</summary>
internal sealed class SentenceText() : ValueConverter<Sentence, string>(sentence => Write(sentence), text => Read(text))
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Write(Sentence sentence) => JsonSerializer.Serialize<string[]>([sentence.Zh, sentence.En], Readable);

    private static Sentence Read(string text) => JsonSerializer.Deserialize<string[]>(text) is [var zh, var en]
        ? new Sentence(zh, en)
        : throw new FormatException("Not a sentence in two languages.");
}
