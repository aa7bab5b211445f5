using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Commands;

/// <summary>Why the program could not start, where a setting or the machine is at fault: sentences that say what to do.</summary>
internal static class StartFault
{
    /// <summary>The sentences; empty for a fault of the program, which is shown whole.</summary>
    public static IReadOnlyList<string> Say(Exception fault) => fault switch
    {
        AggregateException several when several.InnerExceptions.All(one => Say(one).Count > 0) => [.. several.InnerExceptions.SelectMany(Say)],
        OptionsValidationException wrong => [.. wrong.Failures.Select(WrongSetting)],

        // The binder's own sentence: it names the key and the value.
        InvalidOperationException when fault.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => [WrongSetting(fault.Message)],
        FormatException when fault.Message.StartsWith("Invalid url", StringComparison.Ordinal) => [WrongSetting($"Urls: {fault.Message}")],
        SocketException or { InnerException: AddressInUseException } =>
            [$"端口不能用，请在 Urls 或 Mqtt:Port 中换一个 / the port cannot be used, choose another in Urls or Mqtt:Port: {fault.Message}"],
        IOException or UnauthorizedAccessException or SqliteException =>
            [$"数据目录不能用，请检查 Data:Directory 和它的权限 / the data directory cannot be used, check Data:Directory and its rights: {fault.Message}"],
        _ => [],
    };

    private static string WrongSetting(string failure) => $"设置有误 / wrong setting: {failure}";
}
