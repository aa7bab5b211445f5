using CommunityConsole.Core.Community;
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
