using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Bench.Votes;

/// <summary>Residents with accounts and tokens, put into the console.db of a program that is not running; and what the chair does over HTTP.</summary>
internal sealed class VoteElectorate
{
    private static readonly string[] Scrutineers = ["沈一诺", "周建平"];

    private readonly string[] _tokens;

    private VoteElectorate(string[] tokens) => _tokens = tokens;

    public int Size => _tokens.Length;

    /// <summary>Makes them.</summary>
    public static async Task<VoteElectorate> MakeAsync(string folder, int size)
    {
        var options = new DbContextOptionsBuilder<ConsoleDb>();
        StorageFeature.Use(options, Path.Combine(folder, StorageFeature.ConsoleFile));
        await using var db = new ConsoleDb(options.Options);
        var tokens = Enumerable.Range(0, size).Select(_ => AccountToken.NewToken()).ToArray();
        for (var number = 0; number < size; number++)
        {
            var id = $"voter-{number}";
            db.Users.Add(new ConsoleUser
            {
                Id = id,
                UserName = NameOf(number),
                NormalizedUserName = NameOf(number).ToUpperInvariant(),
                DisplayName = NameOf(number),
                Role = Role.Resident,
                Community = "demo",
                SecurityStamp = id,
            });
            db.Add(new ApiToken { Hash = AccountToken.HashOf(tokens[number]), UserId = id, Made = DateTimeOffset.UtcNow });
        }

        await db.SaveChangesAsync();
        return new VoteElectorate(tokens);
    }

    /// <summary>Signs a request in as one of them.</summary>
    public AuthenticationHeaderValue As(int voter) => new("Bearer", _tokens[voter]);

    /// <summary>The demonstration's chair.</summary>
    public static async Task<HttpClient> ChairAsync(string url)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };
        (await client.PostAsync(new Uri($"/demo/sign-in/{Role.CouncilChair}", UriKind.Relative), null)).EnsureSuccessStatusCode().Dispose();
        return client;
    }

    /// <summary>A vote of so many of them, from <paramref name="first"/> on, open for an hour.</summary>
    public static async Task<int> OpenAsync(HttpClient chair, int first, int count, string mode)
    {
        var roll = new StringBuilder("name,account\n");
        for (var number = first; number < first + count; number++)
        {
            roll.Append(CultureInfo.InvariantCulture, $"{NameOf(number)},{NameOf(number)}\n");
        }

        using var made = await chair.PostAsJsonAsync("/api/votes", new
        {
            question = "同意吗？",
            mode,
            profile = "procedural",
            closesAt = DateTimeOffset.UtcNow.AddHours(1),
            scrutineers = Scrutineers,
            roll = roll.ToString(),
        });
        var vote = await made.Content.ReadFromJsonAsync<JsonElement>();
        if (!made.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(vote.ToString());
        }

        var id = vote.GetProperty("id").GetInt32();
        await StepAsync(chair, id, "open");
        return id;
    }

    /// <summary>The chair opens, closes, announces.</summary>
    public static async Task<JsonElement> StepAsync(HttpClient chair, int id, string step)
    {
        using var answer = await chair.PostAsJsonAsync($"/api/votes/{id}/{step}", new { });
        var vote = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? vote : throw new InvalidOperationException($"{step}: {vote}");
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"居民{number:0000}");
}
