using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Delegates;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/delegates.csv</c>: who they are, and <c>/representation.csv</c>: the council beside the estate. Each as the reader may see it.</summary>
internal static class DelegateExports
{
    public static void MapDelegateExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/delegates.csv", DelegatesAsync).RequireAuthorization();
        routes.MapGet("/representation.csv", RepresentationAsync).RequireAuthorization();
    }

    private static async Task<IResult> DelegatesAsync(CurrentWorker me, DelegateReader reader)
    {
        var looked = await me.DoAsync(actor => Task.FromResult(reader.Look(actor)));
        return looked.Succeeded
            ? Csv.File(
                "delegates.csv",
                ["delegate", "name", "building", "from", "until", "state", "chosen", "age_band", "occupation", "account", "end_reason"],
                looked.Value.Lines.Select(line => (IReadOnlyList<object?>)
                [
                    line.Id.ToString(), line.Name, line.Building, DelegateWords.Day(line.From), DelegateWords.Day(line.Until), line.State.ToString(), line.Chosen.ToString(),
                    line.Whole?.Entry.Person.Age.ToString(), line.Whole?.Entry.Person.Occupation.ToString(), line.Whole?.Entry.Person.Account?.Value, line.Whole?.EndReason,
                ]))
            : Results.Forbid();
    }

    private static async Task<IResult> RepresentationAsync(CurrentWorker me, DelegateReader reader, HomeDirectory homes, IStringLocalizer<DelegatesText> text)
    {
        var looked = await me.DoAsync(actor => Task.FromResult(reader.Look(actor)));
        var words = new DelegateWords(homes, me.Community, text);
        return looked.Succeeded
            ? Csv.File(
                "representation.csv",
                ["kind", "group", "name", "counted", "number", "quota", "fair", "present", "gap", "source", "as_of"],
                from balance in looked.Value.Representation.Balances
                from line in balance.Lines
                let table = balance.Table
                select (IReadOnlyList<object?>)
                [
                    balance.Kind.ToString(), line.Group, words.NameOf(balance.Kind, line.Group), table is null ? null : table.CountsHomes ? "homes" : "people",
                    table is null ? null : line.People, table is null ? null : DelegateWords.Quota(balance, line), table is null ? null : line.Fair, line.Present,
                    table is null ? null : line.Gap, table?.Source, table is { CountsHomes: false } ? DelegateWords.Day(table.AsOf) : null,
                ])
            : Results.Forbid();
    }
}
