using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Endpoints.Repairs;

/// <summary>What a GeoReport v2 client of somebody else's asks and checks, method by method of the specification, in both formats.</summary>
public sealed class Open311Tests(ConsoleApp app) : IClassFixture<ConsoleApp>
{
    private const string Root = "/open311/v2";

    [Fact]
    public async Task Discovery_NamesTheEndpointWithItsFormats()
    {
        using var client = app.Anonymous();

        var json = await JsonAsync(client, "/open311/discovery.json");
        var xml = await XmlAsync(client, "/open311/discovery.xml");

        Assert.Equal("http://wiki.open311.org/GeoReport_v2", json.GetProperty("endpoints")[0].GetProperty("specification").GetString());
        Assert.EndsWith(Root, xml.Element("endpoints")!.Element("endpoint")!.Element("url")!.Value, StringComparison.Ordinal);
        Assert.Equal(["text/xml", "application/json"], xml.Descendants("format").Select(format => format.Value));
        Assert.NotEmpty(xml.Element("changeset")!.Value);
    }

    [Fact]
    public async Task Services_AreTheSameInXmlAndJson_WithEveryField()
    {
        using var client = app.Anonymous();

        var json = await JsonAsync(client, $"{Root}/services.json");
        var xml = await XmlAsync(client, $"{Root}/services.xml");

        Assert.Equal(("services", "service"), (xml.Name.LocalName, xml.Elements().Select(one => one.Name.LocalName).Distinct().Single()));
        Assert.Equal(
            json.EnumerateArray().Select(service => service.GetProperty("service_code").GetString()), xml.Elements().Select(service => service.Element("service_code")!.Value));
        string[] fields = ["service_code", "service_name", "description", "metadata", "type", "keywords", "group"];
        Assert.All(xml.Elements(), service => Assert.Equal(fields, service.Elements().Select(field => field.Name.LocalName)));
        Assert.All(json.EnumerateArray(), service => Assert.Contains(service.GetProperty("metadata").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False }));
        Assert.All(xml.Elements(), service => Assert.Equal("realtime", service.Element("type")!.Value));
    }

    [Fact]
    public async Task Definition_ListsItsAttributesWithValues()
    {
        using var client = app.Anonymous();

        var json = await JsonAsync(client, $"{Root}/services/water.json");
        var xml = await XmlAsync(client, $"{Root}/services/water.xml");

        Assert.Equal(("water", "service_definition"), (json.GetProperty("service_code").GetString(), xml.Name.LocalName));
        var attribute = xml.Element("attributes")!.Elements("attribute").First();
        string[] fields = ["variable", "code", "datatype", "required", "datatype_description", "order", "description", "values"];
        Assert.Equal(fields, attribute.Elements().Select(field => field.Name.LocalName));
        Assert.Equal(("true", "singlevaluelist", "1"), (attribute.Element("variable")!.Value, attribute.Element("datatype")!.Value, attribute.Element("order")!.Value));
        Assert.All(attribute.Element("values")!.Elements("value"), value => Assert.NotEmpty(value.Element("key")!.Value + value.Element("name")!.Value));
    }

    [Fact]
    public async Task Post_ThenGet_TellsTheRequestBackWithoutPersonalData()
    {
        using var client = app.Anonymous();

        var (id, notice) = await PostAsync(client, ("service_code", "lighting"), ("address_string", "幸福里 3 号楼 2 单元门口"), ("lat", "31.2001"), ("long", "121.4002"),
            ("description", "楼道灯不亮\n我的电话 13812345678"), ("first_name", "秀兰"), ("last_name", "郑"), ("phone", "13812345678"), ("attribute[lamp]", "L-12"));

        Assert.Matches("[2-9A-Z]{10}", notice);
        var request = (await XmlAsync(client, $"{Root}/requests/{id}.xml")).Elements("request").Single();
        string[] fields =
        [
            "service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "service_notice", "requested_datetime",
            "updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
        ];
        Assert.Equal(fields, request.Elements().Select(field => field.Name.LocalName));
        Assert.Equal(("open", "lighting", "31.2001", "121.4002"), (Value(request, "status"), Value(request, "service_code"), Value(request, "lat"), Value(request, "long")));
        Assert.Contains("L-12", Value(request, "description"), StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", request.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("秀兰", request.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$", Value(request, "requested_datetime"));

        var json = (await JsonAsync(client, $"{Root}/requests/{id}.json"))[0];
        Assert.Equal(id, json.GetProperty("service_request_id").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("zipcode").ValueKind);
    }

    [Fact]
    public async Task Requests_AreFoundByIdsServiceStatusAndDates()
    {
        using var client = app.Anonymous();
        using var worker = await app.EnterAsync(Role.RepairWorker);
        var (gas, _) = await PostAsync(client, ("service_code", "gas"), ("address_string", "幸福里 1 号楼"));
        var (pests, _) = await PostAsync(client, ("service_code", "pests"), ("address_string", "幸福里 2 号楼"));
        (await worker.PutAsJsonAsync($"/api/repairs/{pests}", new { status = "completed", notes = "已消杀" })).Dispose();

        Assert.Equal([pests, gas], await IdsAsync(client, $"?service_request_id={gas},{pests}&status=open"));   // ids override the rest
        Assert.Contains(gas, await IdsAsync(client, $"?service_code=gas,network&status="));
        Assert.DoesNotContain(pests, await IdsAsync(client, $"?service_code=gas,network&status="));
        Assert.Contains(pests, await IdsAsync(client, "?status=closed"));
        Assert.DoesNotContain(gas, await IdsAsync(client, "?status=closed"));
        var yesterday = DateTimeOffset.UtcNow.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Contains(gas, await IdsAsync(client, $"?start_date={yesterday}"));
        Assert.DoesNotContain(gas, await IdsAsync(client, $"?end_date={yesterday}"));
        var closed = (await JsonAsync(client, $"{Root}/requests/{pests}.json"))[0];
        Assert.Equal("closed", closed.GetProperty("status").GetString());
        Assert.Contains("已消杀", closed.GetProperty("status_notes").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(closed.GetProperty("agency_responsible").GetString()!);
        Assert.NotEmpty(closed.GetProperty("expected_datetime").GetString()!);
    }

    [Fact]
    public async Task Updates_AreADatedLogOfEachChangeOfState()
    {
        using var client = app.Anonymous();
        using var worker = await app.EnterAsync(Role.RepairWorker);
        var (id, _) = await PostAsync(client, ("service_code", "greening"), ("address_string", "中心花园"));
        (await worker.PutAsJsonAsync($"/api/repairs/{id}", new { status = "completed", notes = "树枝已修" })).Dispose();

        var updates = (await XmlAsync(client, $"{Root}/servicerequestupdates.xml")).Elements("request_update")
            .Where(update => Value(update, "service_request_id") == id.ToString(CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(["open", "open", "open", "open", "open", "closed"], updates.Select(update => Value(update, "status")));
        Assert.Equal(updates.Count, updates.Select(update => Value(update, "update_id")).Distinct().Count());
        Assert.Contains("树枝已修", Value(updates[^1], "description"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/services.xml?jurisdiction_id=nowhere", 404)]
    [InlineData("/services/magic.xml", 404)]
    [InlineData("/requests/999999.xml", 404)]
    [InlineData("/tokens/12345.xml", 404)]
    [InlineData("/requests.xml?start_date=yesterday", 400)]
    [InlineData("/requests.xml?status=lost", 400)]
    [InlineData("/requests.xml?start_date=2026-01-01T00:00:00Z&end_date=2026-12-01T00:00:00Z", 400)]
    [InlineData("/requests.xml?start_date=9999-12-31T00:00:00Z", 400)]
    [InlineData("/requests.xml?end_date=0001-01-01T00:00:00Z", 400)]
    [InlineData("/servicerequestupdates.xml?end_date=0001-01-01T00:00:00Z", 400)]
    [InlineData("/services.yaml", 400)]
    public async Task Error_NamesItsCodeAndReason(string address, int status)
    {
        using var client = app.Anonymous();

        using var answer = await client.GetAsync(Root + address);

        Assert.Equal(status, (int)answer.StatusCode);
        var error = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Elements("error").Single();
        Assert.Equal(("errors", status.ToString(CultureInfo.InvariantCulture)), (error.Parent!.Name.LocalName, Value(error, "code")));
        Assert.NotEmpty(Value(error, "description"));
    }

    [Theory]
    [InlineData(400, "address_string", "中心花园", "", "")]
    [InlineData(404, "service_code", "magic", "address_string", "中心花园")]
    [InlineData(400, "service_code", "road", "description", "坑")]
    [InlineData(400, "service_code", "road", "lat", "31.2")]
    [InlineData(400, "service_code", "road", "lat", "NaN")]
    [InlineData(400, "service_code", "road", "address_id", "no-such-building")]
    [InlineData(403, "service_code", "road", "api_key", "cc_wrong")]
    [InlineData(404, "service_code", "road", "jurisdiction_id", "nowhere")]
    public async Task Post_WhatCannotBeTaken_IsAnErrorInTheFormatAskedFor(int status, string field, string value, string other, string otherValue)
    {
        using var client = app.Anonymous();

        using var answer = await client.PostAsync($"{Root}/requests.json", new FormUrlEncodedContent([new(field, value), new(other, otherValue)]));

        Assert.Equal(status, (int)answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>())[0];
        Assert.Equal(status, error.GetProperty("code").GetInt32());
        Assert.NotEmpty(error.GetProperty("description").GetString()!);
    }

    [Theory]
    [InlineData("lift", "trapped", "yes", true)]
    [InlineData("structure", "falling", "yes", true)]
    [InlineData("gas", "smell", "no", false)]
    public async Task Answer_ThatMeansDanger_IsOne_AndItsDenialIsNone(string service, string question, string answer, bool danger)
    {
        using var client = app.Anonymous();
        var (id, _) = await PostAsync(client, ("service_code", service), ("address_string", "幸福里 5 号楼"), ($"attribute[{question}]", answer));
        var repairs = app.Services.GetRequiredService<RepairBoard>();
        var advisor = app.Services.GetRequiredService<RepairAdvisor>();

        Assert.Equal(danger ? Urgency.Danger : Urgency.Normal, advisor.Suggest(repairs.Find(new RepairId(id))!).Triage.Urgency);
    }

    private static async Task<(int Id, string Notice)> PostAsync(HttpClient client, params (string Name, string Value)[] fields)
    {
        using var answer = await client.PostAsync($"{Root}/requests.xml", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var request = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Elements("request").Single();
        return (int.Parse(Value(request, "service_request_id"), CultureInfo.InvariantCulture), Value(request, "service_notice"));
    }

    private static async Task<IEnumerable<int>> IdsAsync(HttpClient client, string query) =>
        (await JsonAsync(client, $"{Root}/requests.json{query}")).EnumerateArray().Select(request => request.GetProperty("service_request_id").GetInt32());

    private static async Task<JsonElement> JsonAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "application/json; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<XElement> XmlAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "text/xml; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", text, StringComparison.Ordinal);
        return XDocument.Parse(text).Root!;
    }

    private static string Value(XElement element, string name) => element.Element(name)!.Value;
}
