using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Somebody who helps or is helped.</summary>
/// <param name="Account">The account to sign in with; null for somebody without a phone, whom the station stands in for.</param>
/// <param name="Name">Full name, shown through <see cref="PersonalData"/>; empty once erased.</param>
/// <param name="Home">The home's id in the community; empty where it is not known.</param>
public sealed record HelpPerson(StaffId? Account, string Name, string Home = "")
{
    /// <summary>Whether both are one: by account, else by home and name.</summary>
    public bool Is(HelpPerson other) =>
        Account is { } account ? other.Account == account : other.Account is null && Name.Length > 0 && other.Name == Name && other.Home == Home;
}

/// <summary>女 or 男, where somebody says so: for washing and the like people may wish for one of them.</summary>
public enum HelpSex
{
    /// <summary>Nothing said; of a wish: no matter.</summary>
    Unsaid,

    /// <summary>女.</summary>
    Female,

    /// <summary>男.</summary>
    Male,
}
