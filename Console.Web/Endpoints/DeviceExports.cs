using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Devices;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/devices.csv</c> and <c>/quarantine.csv</c>: the lists of the pages of the same name, with the same filters.</summary>
internal static class DeviceExports
{
    private const int Most = 10_000;

    public static void MapDeviceExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/devices.csv", Devices).RequireAuthorization(Operations);
        routes.MapGet("/quarantine.csv", QuarantineAsync).RequireAuthorization(Operations);
    }

    private static AuthorizeAttribute Operations => new() { Roles = Roles.Operations };

    private static IResult Devices(
        string? search, string? state, string? kind, string? order, string? dialect,
        CurrentWorker me, DeviceRegistry registry, HomeDirectory homes, ConsentBook consents, EstateCalendar calendar, TimeProvider time)
    {
        var lines = new DeviceQuery(search, state, kind, order, dialect).Apply(DeviceLines.Of(registry.Of(me.Community), homes, consents, time.GetUtcNow()));
        return Csv.File(
            "devices.csv",
            ["home", "address", "device", "kind", "dialect", "wire_name", "troubles", "last_message", "expected_interval_s", "battery_percent", "online", "step", "clock_error_s", "signal"],
            lines.Select(line => (IReadOnlyList<object?>)
            [
                line.Device.Id.Home.Home, line.Address, line.Device.Id.Name, line.Device.Kind.ToString(), line.Device.Dialect, line.Device.WireName,
                string.Join(' ', line.Troubles), line.Device.LastReceived is { } last ? calendar.Local(last) : null, line.Device.ExpectedInterval,
                line.Device.Battery, line.Device.Online, line.Device.Step, line.Device.ClockError, line.Device.Signal,
            ]));
    }

    private static async Task<IResult> QuarantineAsync(
        string? code, CurrentWorker me, IQuarantineStore store, EstateCalendar calendar, CancellationToken cancellation)
    {
        var packets = await store.ReadAsync(me.Community, long.MaxValue, Most, cancellation);
        return Csv.File(
            "quarantine.csv",
            ["id", "received", "code", "reason", "topic", "client", "bytes", "payload"],
            packets.Where(packet => string.IsNullOrEmpty(code) || packet.Code == code).Select(packet => (IReadOnlyList<object?>)
            [
                packet.Id, calendar.Local(packet.Received), packet.Code, packet.Reason.ToString(), packet.Topic, packet.Client, packet.Length,
                PayloadPreview.Text(packet.Payload.Span) ?? Convert.ToHexStringLower(packet.Payload.Span),
            ]));
    }
}
