namespace CommunityConsole.Web.Access;

/// <summary>A bearer token of an account. Only its SHA-256 is kept, so a stolen database opens nothing.</summary>
public sealed class ApiToken
{
    /// <summary>SHA-256 of the token's bytes, 64 hexadecimal digits; the key.</summary>
    public required string Hash { get; set; }

    /// <summary>Whose token: the id of the account.</summary>
    public required string UserId { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Made { get; set; }
}
