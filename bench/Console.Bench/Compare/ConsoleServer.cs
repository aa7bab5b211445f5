namespace CommunityConsole.Bench.Compare;

/// <summary>The built program: with a plain topic (validated, rights asked, nothing stored), or with devices' topics, which are decoded, stored and watched.</summary>
internal sealed class ConsoleServer : IServerUnderTest
{
    private readonly ConsoleProgram _program;

    private ConsoleServer(ConsoleProgram program, bool stored)
    {
        (_program, Stores) = (program, stored);
        (Name, Topic) = stored ? ("ours, stored", "community/demo/home/load{0}/water/w{0}") : ("ours, plain", "plain/load/{0}");
    }

    /// <summary>Whether the load goes to devices' topics.</summary>
    public bool Stores { get; }

    public string Name { get; }

    public string Topic { get; }

    public int Port => _program.MqttPort;

    public int ProcessId => _program.ProcessId;

    public async Task<long?> StoredAsync() => Stores ? await _program.StoredAsync() : null;

    public static async Task<ConsoleServer> StartAsync(bool stored) => new(
        await ConsoleProgram.StartAsync(
            ("Demo__Enabled", "false"), ("Mqtt__AllowAnonymous", "true"), ("Devices__AutoRegister", "true")),
        stored);

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
