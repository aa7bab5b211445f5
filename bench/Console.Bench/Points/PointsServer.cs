using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Storage.Points;

namespace CommunityConsole.Bench.Points;

/// <summary>The bank in a process of its own, which somebody else kills: desk, decisions and file as the program has them. Reads a command a line, answers a line.</summary>
internal static class PointsServer
{
    public const int Racers = 100;
    private const string Batches = "bench-batches";

    /// <summary><c>race N</c>: a hundred redemptions of the last hundred points of account N at once. <c>ops UNTIL SIZE</c>: operations up to that number, a transaction for each piece, going on where the file stands.</summary>
    public static async Task<int> RunAsync(string folder)
    {
        using var store = PointsWork.Open(folder);
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            if (words is ["race", var number])
            {
                await RaceAsync(store, int.Parse(number, CultureInfo.InvariantCulture));
            }
            else if (words is ["ops", var until, var size])
            {
                await WorkAsync(store, long.Parse(until, CultureInfo.InvariantCulture), int.Parse(size, CultureInfo.InvariantCulture));
            }
        }

        return 0;
    }

    /// <summary>How many operations the file has taken.</summary>
    public static async Task<long> DoneAsync(SqlitePointsStore store) =>
        await store.LookAsync(PointsWork.Community, sight => sight.HeardUntil(Batches), default) is { } mark ? mark.UtcTicks : 0;

    private static async Task RaceAsync(SqlitePointsStore store, int number)
    {
        var desk = PointsWork.Desk(store);
        var person = new Actor(PointsWork.Person(number), "", Role.Resident, PointsWork.Community);
        var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(racer => Task.Run(() =>
            desk.RedeemAsync(PointsWork.Reward(racer % PointsWork.Rewards), person with { CommandKey = PointsWork.Key("race", (number * Racers) + racer) }, default))));
        var clear = answers.Count(answer => answer.Problem is PointsNotEnough { Balance: 0, Needed: PointsWork.Price });
        await Console.Out.WriteLineAsync($"race {number} {answers.Count(answer => answer.Succeeded)} {clear}");
    }

    private static async Task WorkAsync(SqlitePointsStore store, long until, int size)
    {
        for (var from = await DoneAsync(store); from < until; from += size)
        {
            var end = Math.Min(until, from + size);

            // How far it has come is committed with the work: after a kill neither is done twice, nor forgotten.
            await store.GiveAsync(
                PointsWork.Community,
                [
                    .. Enumerable.Range(0, (int)(end - from)).Select(step => PointsWork.Decision(from + step)),
                    _ => new PointsChange { Heard = new PointsHeard(Batches, new DateTimeOffset(end, TimeSpan.Zero)) },
                ],
                default);
            await Console.Out.WriteLineAsync($"done {end}");
        }
    }
}
