using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Council;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>Both checkers, ours and the one written from the format note, find whatever is changed and name the place. CONSOLE_VOTE_CHANGES=1000 for the long run.</summary>
public sealed class VoteChangesTests : IDisposable
{
    private static readonly int Changes = int.Parse(Environment.GetEnvironmentVariable("CONSOLE_VOTE_CHANGES") ?? "72", CultureInfo.InvariantCulture);
    private static readonly VoteMode[] Modes = Enum.GetValues<VoteMode>();

    private readonly VoteKey _key = VoteKey.Create();

    [Fact]
    public async Task OneChange_OfAnyKindInAnyMode_IsFoundAndItsPlaceNamedByBoth()
    {
        var votes = Modes.Select((mode, seed) => new MadeUpVote(mode, seed, _key).Publish()).ToList();
        var changed = Enumerable.Range(0, Changes)
            .Select(number => VoteChanges.Make(votes[number / VoteChanges.Ways % votes.Count], number % VoteChanges.Ways, new Random(number)))
            .ToList();
        var files = changed.Select(each => VoteExport.Write(each.Vote)).ToList();

        var theirs = await StandAloneVerifier.CheckAsync(files);

        Assert.Equal(Changes, theirs.Length);
        Assert.All(changed, (each, number) =>
        {
            var wanted = $"{StandAloneVerifier.Word(each.Part)} {each.Number}";
            Assert.Equal($"{number} {each.What}: {wanted}, {wanted}", $"{number} {each.What}: {StandAloneVerifier.Ours(files[number])}, {theirs[number]}");
        });
    }

    [Fact]
    public async Task NoChange_PassesBothAndComesToTheSame()
    {
        var votes = Modes.SelectMany(mode => Enumerable.Range(0, 6).Select(seed => new MadeUpVote(mode, seed, _key).Publish())).ToList();
        var files = votes.Select(VoteExport.Write).ToList();

        var theirs = await StandAloneVerifier.CheckAsync(files);

        Assert.All(files, (file, number) => Assert.Equal(StandAloneVerifier.Ours(file), theirs[number]));
        Assert.All(theirs, verdict => Assert.StartsWith("right announced ", verdict, StringComparison.Ordinal));
        Assert.Contains("right announced for", theirs);
        Assert.Contains("right announced -", theirs);
    }

    [Fact]
    public async Task FileOfAnything_IsToldApartWithoutAFault()
    {
        var file = VoteExport.Write(new MadeUpVote(VoteMode.NamedTurnout, 5, _key).Publish());
        var random = new Random(11);
        var spoiled = Enumerable.Range(0, 40).Select(_ => Spoil(file, random)).ToList();

        var ours = spoiled.Select(StandAloneVerifier.Ours).ToList();
        var theirs = await StandAloneVerifier.CheckAsync(spoiled);

        Assert.DoesNotContain(theirs, verdict => verdict.StartsWith("fault", StringComparison.Ordinal));
        Assert.DoesNotContain(ours.Zip(theirs), both => (both.First.StartsWith("right", StringComparison.Ordinal)) != both.Second.StartsWith("right", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_FromTheCommandLine_SaysSoInItsExitCode()
    {
        var vote = new MadeUpVote(VoteMode.Named, 1, _key).Publish();
        var seen = vote.Checkpoints[0];

        var right = await StandAloneVerifier.VerifyAsync(VoteExport.Write(vote), "--seen", $"{seen.Size} {Convert.ToHexString(seen.Root)}");
        var other = await StandAloneVerifier.VerifyAsync(VoteExport.Write(vote), "--seen", $"{seen.Size + 1} {Convert.ToHexString(seen.Root)}");
        var cut = await StandAloneVerifier.VerifyAsync(VoteExport.Write(vote with { Leaves = [.. vote.Leaves.SkipLast(1)] }));
        var none = await StandAloneVerifier.VerifyAsync(Encoding.UTF8.GetBytes("<html>"));

        Assert.Equal((0, 1, 1, 1), (right.Code, other.Code, cut.Code, none.Code));
        Assert.Contains("全部正确", right.Output, StringComparison.Ordinal);
        Assert.Contains($"leaf {vote.Leaves.Count - 1}", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_IsOnePageThatLoadsNothingAndWhosePolicyAllowsItsOwnScriptsOnly()
    {
        var page = await StandAloneVerifier.PackAsync();

        var held = Regex.Matches(page, "<(script|style)>(.*?)</\\1>", RegexOptions.Singleline);
        Assert.Equal(3, held.Count);
        Assert.All(held, each => Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(each.Groups[2].Value)))}'", page, StringComparison.Ordinal));
        Assert.DoesNotMatch("(src|href)=|'self'|https?://|unsafe-", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    public void Dispose() => _key.Dispose();

    // A member left out, set to null or to another kind of value, somewhere in the file.
    private static byte[] Spoil(byte[] file, Random random)
    {
        var node = JsonNode.Parse(file)!;
        var at = node;
        while (true)
        {
            if (at is JsonObject members)
            {
                var name = members.ElementAt(random.Next(members.Count)).Key;
                if (members[name] is JsonObject or JsonArray { Count: > 0 } && random.Next(3) > 0)
                {
                    at = members[name]!;
                    continue;
                }

                _ = random.Next(3) switch
                {
                    0 => members.Remove(name),
                    1 => (members[name] = null) is null,
                    _ => (members[name] = random.Next(2) == 0 ? "§" : -5) is null,
                };
            }
            else if (at is JsonArray list)
            {
                var place = random.Next(list.Count);
                if (list[place] is JsonObject && random.Next(3) > 0)
                {
                    at = list[place]!;
                    continue;
                }

                list[place] = random.Next(3) switch { 0 => null, 1 => "§", _ => 5 };
            }

            return Encoding.UTF8.GetBytes(node.ToJsonString());
        }
    }
}
