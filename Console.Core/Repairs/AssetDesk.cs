using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>Keeps the list of the estate's things. Checks rights itself, whatever the page showed; every change is audited.</summary>
public sealed class AssetDesk(IAssetStore store, AssetDirectory assets, IRepairStore repairs, HomeDirectory homes, CommandLog log, TimeProvider time)
{
    private static readonly TimeSpan Counted = TimeSpan.FromDays(365);

    /// <summary>Puts a thing on the list.</summary>
    public Task<Result<Asset>> AddAsync(Asset asset, Actor actor, CancellationToken cancellation) => WriteAsync(
        AssetCommand.Add, asset, actor, stored => stored is not null ? new AssetCodeTaken(asset.Code) : Tidy(asset) with { Retired = false, Version = 1 }, cancellation);

    /// <summary>Changes what is known of it; its code stays, since it hangs on the wall.</summary>
    /// <param name="asset">All of it, with the version that was looked at.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<Asset>> ChangeAsync(Asset asset, Actor actor, CancellationToken cancellation) => WriteAsync(
        AssetCommand.Change, asset, actor,
        stored => stored is null ? new AssetNotFound(asset.Code)
            : stored.Version != asset.Version ? new AssetChangedMeanwhile(asset.Code)
            : Tidy(asset) with { Retired = stored.Retired, Version = stored.Version + 1 },
        cancellation);

    /// <summary>Says that it is no longer there, or that it is there again.</summary>
    /// <param name="asset">As it was looked at.</param>
    /// <param name="retired">Whether it is gone.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<Asset>> RetireAsync(Asset asset, bool retired, Actor actor, CancellationToken cancellation) => WriteAsync(
        AssetCommand.Retire, asset, actor,
        stored => stored is null ? new AssetNotFound(asset.Code)
            : stored.Retired == retired ? stored   // a second press is not an error
            : stored.Version != asset.Version ? new AssetChangedMeanwhile(asset.Code)
            : stored with { Retired = retired, Version = stored.Version + 1 },
        cancellation);

    /// <summary>How many repairs of each thing were reported in the past year, duplicates left out; a thing without any is not named.</summary>
    public async Task<Result<IReadOnlyDictionary<string, int>>> CountYearAsync(string community, Actor actor, CancellationToken cancellation) =>
        AssetRights.Table.Refusal(AssetCommand.Look, actor, community) is { } denied
            ? denied
            : Result.Of(await repairs.CountByAssetAsync(community, time.GetUtcNow() - Counted, cancellation));

    private async Task<Result<Asset>> WriteAsync(AssetCommand command, Asset asset, Actor actor, Func<Asset?, Result<Asset>> decide, CancellationToken cancellation)
    {
        var (action, subject) = ($"asset.{command.ToString().ToLowerInvariant()}", asset.Subject);
        if (AssetRights.Table.Refusal(command, actor, asset.Community) is { } denied)
        {
            return await log.RefuseAsync(actor, action, subject, denied, cancellation);
        }

        var stored = assets.Find(asset.Community, asset.Code);
        if (await log.FirstAnswerAsync(actor, action, subject, cancellation) is { } first)
        {
            return first.Refusal is { } before ? before : stored is { } known ? known : new AssetNotFound(asset.Code);
        }

        var decided = decide(stored);
        if (decided.Succeeded && decided.Value == stored)
        {
            return decided;
        }

        if ((decided.Problem ?? AssetPolicy.Refusal(decided.Value, homes)) is { } problem)
        {
            return await log.RefuseAsync(actor, action, subject, problem, cancellation);
        }

        var next = decided.Value;
        if (!await store.SaveAsync(next, log.Done(actor, action, subject, stored is null ? "" : Text(stored), Text(next)), cancellation))
        {
            await assets.LoadAsync(cancellation);
            return new AssetChangedMeanwhile(asset.Code);
        }

        assets.Put(next);
        return next;
    }

    private static Asset Tidy(Asset asset) => asset with { Name = asset.Name.Trim(), Place = asset.Place.Trim() };

    private static string Text(Asset asset) => FormattableString.Invariant(
        $"{asset.Name}; {asset.Service} {asset.Site}; {asset.Building} {asset.Place}; {asset.Latitude} {asset.Longitude}{(asset.Retired ? "; retired" : "")}");
}
