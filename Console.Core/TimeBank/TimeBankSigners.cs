namespace CommunityConsole.Core.TimeBank;

/// <summary>Who takes a step in the ledger: one signer for each role, so that what needs two never comes from one. On the chain each has an address of its own.</summary>
public static class TimeBankSigners
{
    /// <summary>The signer of a role.</summary>
    public static SignerId Of(TimeRole role) => new($"ledger:{role}");

    /// <summary>The role a step is taken with. A dispute may come from both sides; the console tells it.</summary>
    public static TimeRole RoleOf(TimeBankStep step) => step switch
    {
        FileService or TransferTime or DonateTime or RedeemTime or DisputeService or CloseService { Status: RecordStatus.Cancelled } => TimeRole.Operator,
        ConfirmService or ConfirmMany or CloseService => TimeRole.Coordinator,
        ResolveDispute or GrantTime or SetGuarantee or SetMember or CloseMember => TimeRole.Endorser,
        PauseBank => TimeRole.Pauser,
        AnchorLedger => TimeRole.Anchorer,
        _ => TimeRole.Admin,
    };

    /// <summary>The operation a step acts under; null where a record or a state says that it is taken once.</summary>
    public static Id32? OpOf(TimeBankStep step) => step switch
    {
        ResolveDispute s => s.Op,
        TransferTime s => s.Op,
        DonateTime s => s.Op,
        RedeemTime s => s.Op,
        GrantTime s => s.Op,
        SetGuarantee s => s.Op,
        CloseMember s => s.Op,
        _ => null,
    };

    /// <summary>The ledger's bank before its first entry.</summary>
    public static TimeBankState Beginning { get; } = TimeBankState.StartedBy(Of(TimeRole.Admin)) with
    {
        Roles = [.. Enum.GetValues<TimeRole>().Select(static role => (role, Of(role)))],
    };
}
