using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using CommunityConsole.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Access;

/// <summary>Signs a request in by <c>Authorization: Bearer</c>; on a hub also by <c>access_token</c>, since a browser's socket sends no header.</summary>
internal sealed class AccountToken(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ConsoleDb db)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "Token";

    private const string Prefix = "Bearer ";
    private const string Mark = "cc_";
    private const int RandomBytes = 32;

    /// <summary>A new token: 256 random bits. Shown once; only its <see cref="HashOf"/> is kept.</summary>
    public static string NewToken() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Whether the bytes have the form of a token.</summary>
    public static bool IsOne(ReadOnlySpan<byte> text) =>
        text.Length == Mark.Length + Base64Url.GetEncodedLength(RandomBytes) && text.StartsWith("cc_"u8) && Base64Url.IsValid(text[Mark.Length..]);

    /// <summary>SHA-256 of a token, 64 hexadecimal digits. The token is random, so no salt or slow hash is needed.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The token a request carries, or null.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return header[Prefix.Length..].Trim();
        }

        return request.Path.StartsWithSegments("/hubs") && request.Query.TryGetValue("access_token", out var token) ? token.ToString() : null;
    }

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Of(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        return await db.OwnerOfTokenAsync(HashOf(token), Context.RequestAborted) is { Disabled: false } user
            ? AuthenticateResult.Success(new AuthenticationTicket(AccountClaims.Principal(user, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("Unknown token or disabled account.");
    }
}
