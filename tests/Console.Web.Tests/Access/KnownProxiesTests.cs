using System.Net;
using CommunityConsole.Core.Care;
using Microsoft.AspNetCore.Hosting;

namespace CommunityConsole.Web.Tests.Access;

/// <summary>Who calls, where a proxy stands in front: the address it names, if it is one of ours.</summary>
public sealed class KnownProxiesTests(KnownProxiesTests.BehindProxies app) : IClassFixture<KnownProxiesTests.BehindProxies>
{
    private const string Proxy = "10.0.0.2";

    [Fact]
    public async Task LimitOfLinks_BehindAKnownProxy_CountsEachCallerAlone()
    {
        var last = 0;
        for (var call = 0; call <= 60; call++)
        {
            last = await AskAsync(Proxy, "203.0.113.5");
        }

        Assert.Equal(429, last);
        Assert.Equal(200, await AskAsync(Proxy, "203.0.113.6"));
        Assert.Equal(429, await AskAsync(Proxy, "203.0.113.77, 203.0.113.5"));    // what the caller wrote before the proxy did is only text
        Assert.Equal(429, await AskAsync(Proxy, "203.0.113.5, 192.168.7.9"));     // two proxies, both ours
    }

    [Fact]
    public async Task LimitOfLinks_HeaderOfAStranger_ChangesNothing()
    {
        var last = 0;
        for (var call = 0; call <= 60; call++)
        {
            last = await AskAsync("198.51.100.9", $"203.0.113.{call}");
        }

        Assert.Equal(429, last);
    }

    [Theory]
    [InlineData("127.0.0.1", null, 200)]
    [InlineData(Proxy, "127.0.0.1", 401)]   // a proxy that hands on what the caller wrote opens no door
    public async Task Metrics_AreForThisMachine_WhateverAProxySays(string from, string? forwarded, int status) =>
        Assert.Equal(status, await AskAsync(from, forwarded, "/metrics"));

    private async Task<int> AskAsync(string from, string? forwarded, string? path = null)
    {
        var answer = await app.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            context.Request.Method = "GET";
            context.Request.Path = path ?? FineDesk.Path + FineLink.NewToken();
            context.Request.Host = new("localhost");
            if (forwarded is not null)
            {
                context.Request.Headers["X-Forwarded-For"] = forwarded;
            }
        });
        return answer.Response.StatusCode;
    }

    /// <summary>The whole program behind two proxies of ours.</summary>
    public sealed class BehindProxies : ConsoleApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Proxy:Known", $"{Proxy}, 192.168.7.0/24");
        }
    }
}
