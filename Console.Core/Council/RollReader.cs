using System.Globalization;
using System.Security.Cryptography;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>A row of a roll as somebody brings it, before it has its random id.</summary>
/// <param name="Name">1 to 64 characters.</param>
/// <param name="Place">Building and flat, at most 100.</param>
/// <param name="Heads">1, or 0 for a second row of the same person.</param>
/// <param name="Area">0.01 m².</param>
/// <param name="Account">Who may cast for it; null for somebody without an account.</param>
/// <param name="Proxy">The row that casts for it, from 1; null when it votes itself.</param>
public sealed record RollRow(string Name, string Place, int Heads, long Area, StaffId? Account, int? Proxy);

/// <summary>Reads the roll of a vote from comma-separated text: <c>name,place,heads,area,account,proxy</c> or 姓名,房屋,人数,面积,账号,受托人.</summary>
/// <remarks>Area in m² with at most two decimals; account as the person signs in; proxy the number of the row that was given the vote. Only the name is needed.</remarks>
public static class RollReader
{
    /// <summary>Most rows of a roll.</summary>
    public const int MostRows = 20_000;

    /// <summary>Longest place, in characters.</summary>
    public const int MostPlace = 100;

    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = "name",
        ["姓名"] = "name",
        ["place"] = "place",
        ["房屋"] = "place",
        ["heads"] = "heads",
        ["人数"] = "heads",
        ["area"] = "area",
        ["面积"] = "area",
        ["account"] = "account",
        ["账号"] = "account",
        ["proxy"] = "proxy",
        ["受托人"] = "proxy",
    };

    /// <summary>The rows, or what is wrong with the first bad one and its line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="accountOf">The account of a sign-in name; null when there is none.</param>
    public static Result<IReadOnlyList<RollRow>> Read(string text, Func<string, StaffId?> accountOf)
    {
        var lines = CsvRows.Read(text).ToList();
        if (lines.Count == 0)
        {
            return Wrong(1, "名册是空的。", "the roll is empty.");
        }

        var header = lines[0].Cells.Select(cell => Columns.GetValueOrDefault(cell)).ToList();
        if (header.Contains(null) || !header.Contains("name") || header.Distinct().Count() != header.Count)
        {
            return Wrong(lines[0].Line, "第一行须是列名：姓名,房屋,人数,面积,账号,受托人（至少有姓名）。", "the first line names the columns: name,place,heads,area,account,proxy (name at least).");
        }

        if (lines.Count - 1 > MostRows)
        {
            return Wrong(lines[0].Line, $"最多 {MostRows} 行。", $"at most {MostRows} rows.");
        }

        var rows = new List<RollRow>(lines.Count);
        foreach (var (line, cells) in lines.Skip(1))
        {
            var row = RowOf(line, name => header.IndexOf(name) is var at and >= 0 && at < cells.Count ? cells[at] : "", accountOf);
            if (!row.Succeeded)
            {
                return row.Problem;
            }

            rows.Add(row.Value);
        }

        return Result.Of<IReadOnlyList<RollRow>>(rows);
    }

    /// <summary>The entries of a vote's roll: each gets its random id and salt.</summary>
    public static IReadOnlyList<RollEntry> Enter(IReadOnlyList<RollRow> rows)
    {
        var ids = rows.Select(_ => new RollId(new Guid(RandomNumberGenerator.GetBytes(16)))).ToList();
        return [.. rows.Select((row, index) => new RollEntry(
            index + 1, ids[index], row.Name, row.Place, row.Heads, row.Area, row.Account, row.Proxy is { } proxy ? ids[proxy - 1] : null, RandomNumberGenerator.GetBytes(32)))];
    }

    private static Result<RollRow> RowOf(int line, Func<string, string> cell, Func<string, StaffId?> accountOf)
    {
        var (name, place, heads, area, account, proxy) = (cell("name"), cell("place"), cell("heads"), cell("area"), cell("account"), cell("proxy"));
        if (name.Length is 0 or > 64 || place.Length > MostPlace)
        {
            return Wrong(line, "姓名须有 1 至 64 个字，房屋至多 100 个字。", "a name of 1 to 64 characters, a place of at most 100.").Problem!;
        }

        if (heads is not ("" or "0" or "1"))
        {
            return Wrong(line, "人数只能是 1，或 0（同一人的第二行）。", "heads is 1, or 0 for a second row of the same person.").Problem!;
        }

        if (AreaOf(area) is not { } centimetres)
        {
            return Wrong(line, "面积须是平方米数，至多两位小数，如 89.35。", "area in square metres with at most two decimals, as 89.35.").Problem!;
        }

        StaffId? owner = null;
        if (account.Length > 0 && (owner = accountOf(account)) is null)
        {
            return Wrong(line, $"没有“{account}”这个账号；不用手机的人请把账号留空。", $"there is no account \"{account}\"; leave it empty for somebody without a phone.").Problem!;
        }

        int? holder = null;
        if (proxy.Length > 0)
        {
            if (!int.TryParse(proxy, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                return Wrong(line, "受托人须是名册里的行号（第一个人是 1）。", "the proxy is the number of a row of the roll (the first person is 1).").Problem!;
            }

            holder = number;
        }

        return new RollRow(name, place, heads == "0" ? 0 : 1, centimetres, owner, holder);
    }

    private static long? AreaOf(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres) && metres is >= 0 and <= 1_000_000 && metres * 100 == decimal.Truncate(metres * 100)
            ? (long)(metres * 100)
            : null;
    }

    private static Result<IReadOnlyList<RollRow>> Wrong(int line, string zh, string en) =>
        new VoteNotValid(new Sentence($"名册第 {line} 行：{zh}", $"Roll, line {line}: {en}"));
}
