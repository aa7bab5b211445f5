using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CommunityConsole.Web.Storage;

/// <summary>Gives <c>dotnet ef</c> the model without starting the program.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<ConsoleDb>
{
    public ConsoleDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ConsoleDb>();
        StorageFeature.Use(options, "design.db");
        return new ConsoleDb(options.Options);
    }
}
