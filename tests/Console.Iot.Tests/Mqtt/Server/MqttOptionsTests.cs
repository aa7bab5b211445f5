using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

public sealed class MqttOptionsTests
{
    [Fact]
    public void Defaults_DependOnTheEnvironment()
    {
        var (development, production) = (Read("Development"), Read("Production"));

        Assert.Equal(("127.0.0.1", true), (development.Address, development.AllowAnonymous));
        Assert.Equal(("0.0.0.0", false), (production.Address, production.AllowAnonymous));
        Assert.Equal(["plain/#"], production.PlainTopics);
        Assert.Empty(production.RefuseSubscriptions);
    }

    [Theory]
    [InlineData("Production", true, true)]
    [InlineData("Production", false, false)]
    [InlineData("Development", true, false)]
    public void TlsRequired_ByDefault_WhereThereIsTlsOutsideDevelopment(string environment, bool port, bool required)
    {
        var file = typeof(MqttOptionsTests).Assembly.Location;

        Assert.Equal(required, Read(environment, port ? [("Mqtt:TlsPort", "8883"), ("Mqtt:Certificate", file)] : []).TlsRequired);
    }

    [Fact]
    public void PlainTopics_OneValue_WinsOverTheListOfTheFile()
    {
        var options = Read("Production", ("Mqtt:PlainTopics:0", "plain/#"), ("Mqtt:PlainTopics", "a/#, b"));

        Assert.Equal(["a/#", "b"], options.PlainTopics);
    }

    [Fact]
    public void PlainTopics_List_IsTaken() =>
        Assert.Equal(["a/#", "b"], Read("Production", ("Mqtt:PlainTopics:0", "a/#"), ("Mqtt:PlainTopics:1", "b")).PlainTopics);

    [Theory]
    [InlineData("Mqtt:Address", "nowhere", "Mqtt:Address")]
    [InlineData("Mqtt:PlainTopics", "a/#/b", "Mqtt:PlainTopics")]
    [InlineData("Mqtt:RefuseSubscriptions", "a+", "Mqtt:RefuseSubscriptions")]
    [InlineData("Mqtt:Port", "70000", "Port")]
    [InlineData("Mqtt:ReceiveMaximum", "0", "ReceiveMaximum")]
    public void WrongValue_NamesItsKey(string key, string value, string named) =>
        Assert.Contains(named, Assert.Throws<OptionsValidationException>(() => Read("Production", (key, value))).Message, StringComparison.Ordinal);

    private static MqttOptions Read(string environment, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.Services.AddMqtt();
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptions<MqttOptions>>().Value;
    }
}
