using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Photos;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage;

/// <summary>The console's database, console.db: people, homes, alerts, visits, audit. Readings have a file of their own.</summary>
public sealed class ConsoleDb(DbContextOptions<ConsoleDb> options) : IdentityDbContext<ConsoleUser>(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ConsoleDb).Assembly);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite keeps instants as text and cannot compare them; ticks of UTC sort as time does.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<HomeId>().HaveConversion<HomeIdText>().HaveMaxLength(129);
        configurationBuilder.Properties<GridCellId>().HaveConversion<GridCellIdText>().HaveMaxLength(129);
        configurationBuilder.Properties<StaffId>().HaveConversion<StaffIdText>().HaveMaxLength(64);
        configurationBuilder.Properties<AlertId>().HaveConversion<AlertIdValue>();
        configurationBuilder.Properties<VisitId>().HaveConversion<VisitIdValue>();
        configurationBuilder.Properties<PhotoId>().HaveConversion<PhotoIdText>().HaveMaxLength(64);
        configurationBuilder.Properties<ShiftId>().HaveConversion<ShiftIdValue>();
        configurationBuilder.Properties<NoticeId>().HaveConversion<NoticeIdValue>();
        configurationBuilder.Properties<RepairId>().HaveConversion<RepairIdValue>();
        configurationBuilder.Properties<ImprovementId>().HaveConversion<ImprovementIdValue>();
        configurationBuilder.Properties<DelegateId>().HaveConversion<DelegateIdValue>();
        configurationBuilder.Properties<ServiceCode>().HaveConversion<ServiceCodeText>().HaveMaxLength(32);
        configurationBuilder.Properties<UnitId>().HaveConversion<UnitIdText>().HaveMaxLength(32);
        configurationBuilder.Properties<Sentence>().HaveConversion<SentenceText>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }
}
