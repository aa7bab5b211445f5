using System.Net;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Access;

/// <summary>Every address of the program as every role and as nobody: one without an entry fails.</summary>
public sealed class AccessMatrixTests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private const string Open = "open";
    private const string Anybody = "any role";

    // Pages and endpoints by route pattern; who may come in. The framework's own addresses are listed by their beginning.
    private static readonly Dictionary<string, string> Matrix = new()
    {
        ["/"] = Open,
        ["/password"] = Open,
        ["/set-up"] = Open,
        ["/problem/{Status:int?}"] = Open,
        ["/fine/{Token}"] = Open, // the token in it decides
        ["/sign-in"] = Open,
        ["/sign-out"] = Open,
        ["/demo/sign-in/{role}"] = Open,
        ["/demo/sign-in/neighbour/{role}"] = Open,
        ["/health/live"] = Open,
        ["/health/ready"] = Open,
        ["/openapi/{documentName}.json"] = Open,
        ["/welcome"] = Anybody,
        ["/care"] = Roles.Care,
        ["/approvals"] = Roles.Approvals,
        ["/field"] = Roles.Field,
        ["/api/field/visits/{id:guid}/{step}"] = Roles.Field,
        ["/photos/{id}"] = Anybody, // what the photo belongs to decides
        ["/photos/{id}/small"] = Anybody,
        ["/api/field/visits/{id:guid}/photo"] = Roles.Field,
        ["/api/repairs/"] = Anybody, // reporting is open: RepairEndpointsTests
        ["/api/repairs/photos"] = Open,
        ["/api/repairs/{id}"] = Anybody,
        ["/api/repairs/{id}/rate"] = Open, // the account or the code decides
        ["/api/repairs/{id}/confirm"] = Open,
        ["/api/repairs/{id}/not-fixed"] = Open,
        ["/api/votes/"] = Anybody,
        ["/api/votes/{id}"] = Anybody,
        ["/api/votes/{id}/ballots"] = Anybody, // the roll decides
        ["/api/votes/{id}/record"] = Anybody,
        ["/api/votes/{id}/checkpoints"] = Anybody,
        ["/api/votes/{id}/growth"] = Anybody,
        ["/api/votes/{id}/inclusion"] = Anybody,
        ["/api/votes/{id}/{step:regex(^(open|close|extend|cancel|announce)$)}"] = Anybody, // the desk decides: VoteEndpointsTests
        ["/votes"] = Anybody,
        ["/votes/{Number:int}"] = Anybody,
        ["/votes/new"] = Roles.Chairs,
        ["/topics"] = Anybody,
        ["/topics/{Number:int}"] = Anybody, // what nobody has screened is its proposer's and the staff's: TopicDeskTests
        ["/topics/plan"] = Anybody,
        ["/topic-plan.csv"] = Anybody,
        ["/votes/{Number:int}/chair"] = Roles.Chairs,
        ["/votes/{Number:int}/watch"] = Anybody, // the archive decides, by the vote: VotePagesTests
        ["/votes/{Number:int}/serve"] = Roles.VoteServers,
        ["/votes/{Number:int}/paper"] = Roles.VoteServers,
        ["/votes/{Number:int}/phrases"] = Anybody,
        ["/vote-verifier.html"] = Open, // whoever checks needs no account
        ["/votes/{Number:int}/minutes"] = Anybody,
        ["/screen/{Number:int}"] = Anybody,
        ["/delegates"] = Anybody,
        ["/delegates.csv"] = Anybody, // what of it is for everybody: RepresentationTests
        ["/representation.csv"] = Anybody,
        ["/open311/discovery.{format}"] = Open, // no personal data: Open311Tests
        ["/open311/v2/services.{format}"] = Open,
        ["/open311/v2/services/{code}.{format}"] = Open,
        ["/open311/v2/requests.{format}"] = Open,
        ["/open311/v2/requests/{id}.{format}"] = Open,
        ["/open311/v2/servicerequestupdates.{format}"] = Open,
        ["/open311/v2/tokens/{token}.{format}"] = Open,
        ["/repairs"] = Roles.Repairs,
        ["/repairs/{Number:int}"] = Roles.Repairs,
        ["/my-repairs"] = Anybody,
        ["/report"] = Open,
        ["/report/"] = Open,
        ["/report/look"] = Open,
        ["/report/{Number:int}"] = Open, // the account or the code decides
        ["/report/{Number:int}/confirm"] = Open,
        ["/report/{Number:int}/not-fixed"] = Open,
        ["/report/{Number:int}/rate"] = Open,
        ["/report/{Number:int}/erase"] = Open,
        ["/progress"] = Open,
        ["/points"] = Roles.Residents,
        ["/points/rules"] = Open,
        ["/time/desk"] = Roles.TimeDesk,
        ["/time/disputes"] = Roles.TimeDesk,
        ["/time/health"] = Anybody,
        ["/time/proof"] = Open, // no personal data: TimeBankOfficeTests
        ["/time/proof.json"] = Open,
        ["/points/resolution/{Number:int}"] = Open, // a resolution that carries rules, and no other
        ["/points/ledger.csv"] = Open,
        ["/points/statement.csv"] = Roles.Residents,
        ["/points/desk"] = Roles.Points,
        ["/points/activity/{Id:guid}"] = Roles.Activities,
        ["/points/in/{Id:guid}"] = Roles.Residents,
        ["/points/rules/new"] = Roles.Chairs,
        ["/time"] = Roles.Residents,
        ["/time/board"] = Roles.MutualHelp,
        ["/map"] = Roles.Care,
        ["/wall"] = Roles.Care,
        ["/morning"] = Roles.Care,
        ["/morning.csv"] = Roles.Care,
        ["/homes"] = Roles.Care,
        ["/homes/{HomeName}"] = Roles.Care,
        ["/homes.csv"] = Roles.Care,
        ["/door-codes"] = Roles.Approvals,
        ["/routines"] = Roles.Care,
        ["/duty"] = Roles.Care,
        ["/numbers"] = Roles.Care,
        ["/numbers.csv"] = Roles.Care,
        ["/numbers-steps.csv"] = Roles.Care,
        ["/repairs/numbers"] = Roles.Staff,
        ["/repairs/improvements"] = Roles.Improvements,
        ["/improvements.csv"] = Roles.Improvements,
        ["/improvement-causes.csv"] = Roles.Improvements,
        ["/repair-numbers.csv"] = Roles.Staff,
        ["/repair-steps.csv"] = Roles.Staff,
        ["/assets"] = Roles.Assets,
        ["/assets/plates"] = Roles.Assets,
        ["/assets.csv"] = Roles.Assets,
        ["/demo"] = Roles.Care,
        ["/devices"] = Roles.Operations,
        ["/logins"] = Roles.Administration,
        ["/devices.csv"] = Roles.Operations,
        ["/quarantine"] = Roles.Operations,
        ["/quarantine.csv"] = Roles.Operations,
        ["/status"] = Roles.Operations,
        ["/metrics"] = Anybody, // open from the machine itself, which a test host is not
        ["/mqtt"] = Open, // the MQTT login behind it decides
        ["/hubs/alerts"] = Roles.Care,
        ["/hubs/alerts/negotiate"] = Roles.Care,
        ["/hubs/votes"] = Anybody,
        ["/hubs/votes/negotiate"] = Anybody,
    };

    private static readonly string[] ForPrograms = ["/hubs", "/api", "/metrics"];
    private static readonly string[] OfTheFramework = ["/_blazor", "/_framework", "/_content"];

    [Fact]
    public void EveryAddress_OfTheProgram_HasAnEntry()
    {
        var missing = Addresses().Where(address => !Matrix.ContainsKey(address)).Distinct().ToList();

        Assert.True(missing.Count == 0, $"Say in the matrix who may come in: {string.Join(", ", missing)}");
    }

    [Fact]
    public async Task Nobody_IsLetIn_WhereNothingIsOpen()
    {
        using var client = app.Anonymous();
        foreach (var (address, who) in Readable())
        {
            using var answer = await client.GetAsync(address);

            var program = ForPrograms.Any(own => address.StartsWith(own, StringComparison.Ordinal));
            Assert.True(
                who == Open ? IsIn(answer) : answer.StatusCode == (program ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect),
                $"{address}: {answer.StatusCode}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Role_ComesIn_WhereTheMatrixSaysSo(Role role)
    {
        using var client = await app.EnterAsync(role);
        foreach (var (address, who) in Readable())
        {
            using var answer = await client.GetAsync(address);

            var allowed = who is Open or Anybody || who.Split(',').Contains(role.ToString());
            Assert.True(allowed ? IsIn(answer) : answer.StatusCode == HttpStatusCode.Forbidden, $"{role} at {address}: {answer.StatusCode}");
        }
    }

    public static TheoryData<Role> EveryRole => [.. Enum.GetValues<Role>()];

    // A hub without its handshake answers 400 or 405: the door itself was open.
    private static bool IsIn(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed;

    private IEnumerable<KeyValuePair<string, string>> Readable()
    {
        var readable = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods || methods.Contains("GET"))
            .Select(AddressOf).ToHashSet();
        return Matrix.Where(entry => readable.Contains(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key.Replace("{Number:int}", "1", StringComparison.Ordinal), entry.Value))
            .Where(entry => !entry.Key.Contains('{'));
    }

    private IEnumerable<string> Addresses() => Endpoints().Select(AddressOf)
        .Where(address => !OfTheFramework.Any(own => address.StartsWith(own, StringComparison.Ordinal)) && !address.StartsWith("/{**", StringComparison.Ordinal));

    private IEnumerable<RouteEndpoint> Endpoints() => app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.All(data => data.GetType().Name is not "StaticAssetDescriptor"));

    private static string AddressOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}
