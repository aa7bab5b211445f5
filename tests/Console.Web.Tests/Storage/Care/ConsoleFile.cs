using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Audit;
using CommunityConsole.Web.Storage.Care;
using CommunityConsole.Web.Storage.Community;
using CommunityConsole.Web.Storage.Consents;
using CommunityConsole.Web.Storage.Dispatch;
using CommunityConsole.Web.Storage.Notices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Tests.Storage.Care;

/// <summary>A console.db of its own in a temporary folder, with the stores the program puts on it.</summary>
internal sealed class ConsoleFile : IDisposable
{
    private readonly DataOptions _options = new() { Directory = Directory.CreateTempSubdirectory("console").FullName };
    private readonly ServiceProvider _provider;
    private readonly ConsoleWriter _writer;

    internal ConsoleFile()
    {
        var services = new ServiceCollection();
        services.AddPooledDbContextFactory<ConsoleDb>(options => StorageFeature.Use(options, _options.File(StorageFeature.ConsoleFile)));
        _provider = services.BuildServiceProvider();
        _writer = new ConsoleWriter(Contexts);
        Stores = new CareStores(
            new AlertStore(Contexts, _writer), new VisitStore(Contexts, _writer), new HomeStore(Contexts, _writer), new ShiftStore(Contexts, _writer), new StaffProfileStore(Contexts, _writer),
            new NoticeStore(Contexts, _writer), new FineLinkStore(Contexts, _writer), new ConsentStore(Contexts, _writer), new MorningCallStore(Contexts, _writer), new AuditLog(Contexts, _writer));
    }

    internal CareStores Stores { get; }

    internal ConsoleWriter Writer => _writer;

    internal IDbContextFactory<ConsoleDb> Contexts => _provider.GetRequiredService<IDbContextFactory<ConsoleDb>>();

    /// <summary>Brings the file as far as an older program did.</summary>
    internal async Task MigrateAsync(string upTo)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        await db.Database.MigrateAsync(upTo);
    }

    /// <summary>Writes a row as an older program did, past the stores of today.</summary>
    internal async Task WriteAsync(FormattableString sql)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        await db.Database.ExecuteSqlAsync(sql);
    }

    internal Task MigrateAsync() => new StorageStart(Contexts, Options.Create(_options)).MigrateAsync(CancellationToken.None);

    public void Dispose()
    {
        using (var db = Contexts.CreateDbContext())
        {
            // Closed connections stay open in the pool and would keep the file.
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        _writer.Dispose();
        _provider.Dispose();
        Directory.Delete(_options.Directory, recursive: true);
    }
}
