using CommunityConsole.Core.Community;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

/// <summary>Who may come in: accounts, sign-in, roles, tokens.</summary>
internal static class AccessFeature
{
    private const string Either = "CookieOrToken";

    /// <summary>Registers sign-in and the rule that nothing is open unless it says so.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        AddAccounts(services);
        AddSchemes(services);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, AccountRevalidation>();
        services.TryAddSingleton<IStaffStore, AccountStaff>();
        services.AddScoped<AccountDesk>();
        services.AddSingleton<AccountNames>();
        services.AddSingleton<AccountOperators>();
        services.AddSingleton<IOperatorLogins>(provider => provider.GetRequiredService<AccountOperators>());
        services.AddHostedService(provider => provider.GetRequiredService<AccountOperators>());
        services.AddSingleton<FirstStart>();
        services.AddHostedService(provider => provider.GetRequiredService<FirstStart>());
        services.AddHostedService<DemoAccounts>();
        services.AddHostedService<StaffRefresh>();
        return services;
    }

    /// <summary>Maps sign-in, sign-out, passwords and the demo's short cut.</summary>
    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapSignIn();
        routes.MapPasswords();
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<ConsoleUser>(identity =>
            {
                identity.User.AllowedUserNameCharacters = ""; // any: people sign in by their Chinese names

                // Length instead of composition rules (OWASP ASVS 5.0, 6.2).
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequiredUniqueChars = 4;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<ConsoleDb>()
            .AddPasswordValidator<PasswordRule>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddSignInManager()
            .AddDefaultTokenProviders();

        // The keys lie beside the databases: `user add` is another process and its links must be good in this one.
        services.AddDataProtection().SetApplicationName("community-console");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<DataOptions>, ILoggerFactory>((keys, data, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(data.Value.File("keys")), loggers));
    }

    private static void AddSchemes(IServiceCollection services)
    {
        services.AddScoped<AccountCookie>();
        var schemes = services.AddAuthentication(Either);
        schemes.AddPolicyScheme(Either, null, policy => policy.ForwardDefaultSelector = context =>
            AccountToken.Of(context.Request) is null ? IdentityConstants.ApplicationScheme : AccountToken.SchemeName);
        schemes.AddScheme<AuthenticationSchemeOptions, AccountToken>(AccountToken.SchemeName, null);
        schemes.AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
        {
            cookie.Cookie.Name = "console";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/";
            cookie.ReturnUrlParameter = "return";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12); // a shift
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(AccountCookie);
            cookie.TimeProvider = TimeProvider.System; // a demo's faster clock must not end sign-ins
        }));
    }
}
