using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Credentials;

/// <summary>The commands of <see cref="CredentialDesk"/>.</summary>
public enum CredentialCommand
{
    Issue,
    IssueGateway,
    ChangeTopics,
    AddCertificate,
    Revoke,
}

/// <summary>Who may give them.</summary>
public static class CredentialRights
{
    /// <summary>The table.</summary>
    public static RightsTable<CredentialCommand> Table { get; } = new(new Dictionary<CredentialCommand, Role[]>
    {
        [CredentialCommand.Issue] = [Role.Administrator],
        [CredentialCommand.IssueGateway] = [Role.Administrator],
        [CredentialCommand.ChangeTopics] = [Role.Administrator],
        [CredentialCommand.AddCertificate] = [Role.Administrator],
        [CredentialCommand.Revoke] = [Role.Administrator],
    });
}
