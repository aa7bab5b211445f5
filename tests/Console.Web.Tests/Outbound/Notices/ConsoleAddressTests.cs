using CommunityConsole.Web.Outbound.Notices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Tests.Outbound.Notices;

/// <summary>A link that only the server itself can open must not be sent to a phone.</summary>
public sealed class ConsoleAddressTests
{
    [Theory]
    [InlineData("", "http://localhost:5080", "Production", false)]
    [InlineData("", "http://0.0.0.0:5080;https://console.example", "Production", false)]
    [InlineData("", "http://*:80", "Production", false)]
    [InlineData("http://127.0.0.1:5080", "", "Staging", false)]
    [InlineData("http://[::1]/", "", "Production", false)]
    [InlineData("http://[::]/", "", "Production", false)]
    [InlineData("", "http://localhost:5080", "Development", true)]
    [InlineData("", "http://192.168.1.5:5080", "Production", true)]
    [InlineData("https://console.example/", "http://localhost:5080", "Production", true)]
    public async Task Address_OutsideDevelopment_ReachesPhonesUnlessItIsOfThisMachine_AndTheStartSaysSo(string set, string urls, string environment, bool reaches)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Urls", urls)]).Build();
        var address = new ConsoleAddress(
            Options.Create(new NoticesOptions { ConsoleAddress = set }), settings, new HostingEnvironment { EnvironmentName = environment });
        var log = new Lines();

        await new ConsoleAddressCheck(address, log).StartAsync(CancellationToken.None);

        Assert.Equal(reaches, address.ReachesPhones);
        Assert.Equal(reaches ? 0 : 1, log.Count(line => line.Contains("Notices:ConsoleAddress", StringComparison.Ordinal)));
    }

    private sealed class Lines : List<string>, ILogger<ConsoleAddressCheck>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
