namespace CommunityConsole.Bench.Compare;

/// <summary>A server in a process of its own, compared with others.</summary>
internal interface IServerUnderTest : IAsyncDisposable
{
    string Name { get; }

    int Port { get; }

    int ProcessId { get; }

    /// <summary>The topic the load publishes to; {0} is the number of the connection.</summary>
    string Topic { get; }

    /// <summary>How many messages it stored since its start; null for one that stores none.</summary>
    Task<long?> StoredAsync() => Task.FromResult<long?>(null);
}
