using System.Globalization;
using System.Security.Claims;
using Bunit;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Votes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace CommunityConsole.Web.Tests.Pages.Votes;

/// <summary>Screens of votes over real desks, in memory; the clock stands until a test moves it.</summary>
public abstract class VoteHall : BunitContext, IAsyncLifetime
{
    private readonly CountedPeople _people = new(
    [
        .. new[] { VoteRoom.Chair, VoteRoom.OtherChair, VoteRoom.Shen, VoteRoom.Wu, VoteRoom.Clerk, VoteRoom.Second }.Concat(Enumerable.Range(1, 40).Select(VoteRoom.Voter))
            .Select(actor => new StaffMember(actor.Id, actor.Name, actor.Role, actor.Community, Disabled: false)),
    ]);

    internal VoteRoom Room { get; private set; } = null!;

    /// <summary>The accounts: each reading of a page begins here.</summary>
    internal CountedPeople People => _people;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Room = await VoteRoom.StartAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging().AddLocalization().AddOptions();
        Services.AddSingleton<TimeProvider>(Room.Time).AddSingleton(Room.Board).AddSingleton(Room.Desk).AddSingleton(Room.Ballots).AddSingleton(Room.Papers).AddSingleton(Room.Signer).AddSingleton(Room.Clock).AddSingleton(Room.Archive);
        Services.AddSingleton(RuleProfiles.Default).AddSingleton(new StaffDirectory(_people));
        Services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        Services.AddScoped<VoteAddress>().AddScoped<DialogService>();
        Register(Services);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>What else the pages need; nothing can be added once something was drawn.</summary>
    protected virtual void Register(IServiceCollection services)
    {
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Room.DisposeAsync();
    }

    /// <summary>A page about a vote as that person sees it, once it has read what it needs.</summary>
    internal IRenderedComponent<TPage> Open<TPage>(VoteId vote, Actor person)
        where TPage : VoteFollower => Render<TPage>(parameters => parameters.Add(page => page.Number, vote.Value).AddCascadingValue(WorkerOf(person)));

    internal CurrentWorker WorkerOf(Actor person) => new(
        new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, person.Id.Value), new Claim(ClaimTypes.Name, person.Name),
            new Claim(ClaimTypes.Role, person.Role.ToString()), new Claim(AccountClaims.Community, person.Community),
        ])),
        _people);
}
