namespace CommunityConsole.Core.Repairs;

/// <summary>Takes the reporter's word for it where there is one; otherwise a person decides.</summary>
internal sealed class ServiceSuggester : IServiceSuggester
{
    /// <inheritdoc />
    public RepairSuggestion Suggest(Repair repair) => repair.Service is { } service
        ? new(new RepairTriage(service, repair.Site ?? SiteKind.Building), IsSure: true)
        : new(new RepairTriage(ServiceCodes.Other, repair.Site ?? SiteKind.Estate, Share: 0), IsSure: false);
}
