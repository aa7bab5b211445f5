using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace CommunityConsole.Web.Pages.MutualHelp;

/// <summary>Asks what a step of mutual help or a gift of hours needs, and gives the command; each dialog stays open until the desk has taken it, or the person thinks better of it.</summary>
public sealed class HelpDialogs(
    HelpDesk desk, ServedDesk served, TimeBankDesk bank, TimeRelatives relatives, IHours hours, DialogService dialogs, IStringLocalizer<MutualHelpText> text)
{
    private static readonly DialogOptions Options = new() { Width = "min(36rem, 96vw)", CloseDialogOnOverlayClick = false };

    /// <summary>What the person offers.</summary>
    public async Task OfferAsync(HelpOffer? offer, CurrentWorker me) => await AskAsync<OfferDialog, OfferTerms>(
        "DoOffer",
        Gives<OfferTerms, HelpOffer>(me, (terms, actor) => desk.OfferAsync(terms, actor, CancellationToken.None)),
        (nameof(OfferDialog.Offer), offer),
        (nameof(OfferDialog.Services), await hours.ServicesAsync(me.Community, CancellationToken.None)));

    /// <summary>What the person asks for; at the station, somebody without a phone.</summary>
    public async Task AskAsync(HelpWish? before, CurrentWorker me) => await AskAsync<AskDialog, AskedWish>(
        me.Role == Role.Resident ? "DoAsk" : "DoAskFor",
        Gives<AskedWish, HelpRequest>(me, (asked, actor) => asked.Name is { } name
            ? desk.AskForAsync(name, asked.Home, asked.Wish, actor, CancellationToken.None)
            : desk.AskAsync(asked.Wish, actor, CancellationToken.None)),
        (nameof(AskDialog.Before), before),
        (nameof(AskDialog.Services), await hours.ServicesAsync(me.Community, CancellationToken.None)));

    /// <summary>How long it took.</summary>
    public Task ServeAsync(HelpRequest help, CurrentWorker me) => AskAsync<ServeDialog, int>(
        "DoServe", Gives<int, HelpRequest>(me, (minutes, actor) => served.ServeAsync(help.Id, minutes, actor, CancellationToken.None)), (nameof(ServeDialog.Help), help));

    /// <summary>The code on the receiver's phone.</summary>
    public Task ConfirmAsync(HelpRequest help, CurrentWorker me) => AskAsync<CodeDialog, string>(
        "DoConfirm", Gives<string, HelpRequest>(me, (code, actor) => served.ConfirmAsync(help.Id, code, actor, CancellationToken.None)));

    /// <summary>The code, for a record that no request stands behind.</summary>
    public Task ConfirmAsync(RecordView record, CurrentWorker me) => AskAsync<CodeDialog, string>(
        "DoConfirm", Gives<string, TimeBankChange>(me, (code, actor) => bank.ConfirmByCodeAsync(record.Record, code, actor, CancellationToken.None)));

    /// <summary>What the station goes by.</summary>
    public Task ConfirmInsteadAsync(HelpRequest help, CurrentWorker me) =>
        WordsAsync("Instead", help.Subject, Gives<string, HelpRequest>(me, (words, actor) => served.ConfirmAsync(help.Id, words, actor, CancellationToken.None)));

    /// <summary>One side says no.</summary>
    public Task DeclineAsync(HelpRequest help, CurrentWorker me) =>
        WordsAsync("Decline", help.Subject, Gives<string, HelpRequest>(me, (reason, actor) => desk.DeclineAsync(help.Id, reason, actor, CancellationToken.None)));

    /// <summary>No longer wanted.</summary>
    public Task CancelAsync(HelpRequest help, CurrentWorker me) =>
        WordsAsync("Cancel", help.Subject, Gives<string, HelpRequest>(me, (reason, actor) => desk.CancelAsync(help.Id, reason, actor, CancellationToken.None)));

    /// <summary>It was not so.</summary>
    public Task RejectAsync(HelpRequest help, CurrentWorker me) =>
        WordsAsync("Reject", help.Subject, Gives<string, HelpRequest>(me, (reason, actor) => served.RejectAsync(help.Id, reason, actor, CancellationToken.None)));

    /// <summary>It was not so, of a record that no request stands behind.</summary>
    public Task RejectAsync(RecordView record, CurrentWorker me) =>
        WordsAsync("Reject", $"record:{record.Record}", Gives<string, TimeBankChange>(me, (reason, actor) => bank.RejectAsync(record.Record, reason, actor, CancellationToken.None)));

    /// <summary>What was settled was not right: a side says so on the phone.</summary>
    public Task DisputeAsync(Id32 record, CurrentWorker me) =>
        WordsAsync("Dispute", $"record:{record}", Gives<string, TimeBankChange>(me, (reason, actor) => bank.DisputeAsync(record, reason, actor, CancellationToken.None)));

    /// <summary>The same, written down for somebody.</summary>
    public Task DisputeForAsync(HelpRequest help, CurrentWorker me) =>
        WordsAsync("Dispute", help.Subject, Gives<string, HelpRequest>(me, (reason, actor) => served.DisputeAsync(help.Id, reason, actor, CancellationToken.None)));

    /// <summary>Deletes what is personal.</summary>
    public Task EraseAsync(CurrentWorker me) => WordsAsync("Erase", "help:me", Gives<string, int>(
        me, (reason, actor) => desk.EraseAsync(new HelpPerson(actor.Id, actor.Name), reason, actor, CancellationToken.None)));

    /// <summary>Gives hours to a relative, to the pool, or for something.</summary>
    public Task GiveAsync(GiftKind kind, long balance, CurrentWorker me) => AskAsync<GiveDialog, Gift>(
        "Do" + kind,
        Gives<Gift, TimeBankChange>(me, async (gift, actor) => kind switch
        {
            GiftKind.Donate => await bank.DonateAsync(gift.Minutes, gift.Words, actor, CancellationToken.None),
            GiftKind.Redeem => await bank.RedeemAsync(gift.Minutes, gift.Words, actor, CancellationToken.None),
            _ => await relatives.FindAsync(gift.Name, gift.BirthYear, actor, CancellationToken.None) is var found && found.Succeeded
                ? await bank.TransferAsync(found.Value, gift.Minutes, gift.Words, actor, CancellationToken.None)
                : found.Problem!,
        }),
        (nameof(GiveDialog.Kind), kind),
        (nameof(GiveDialog.Balance), balance));

    // No token: a decision once made is finished even if the page closes. A press that is sent again after a lost link is the same command; after a refusal it is another.
    private static Func<TWish, Task<Problem?>> Gives<TWish, T>(CurrentWorker me, Func<TWish, Actor, Task<Result<T>>> command)
    {
        var key = Guid.NewGuid();
        return async wish =>
        {
            var problem = (await me.DoAsync(actor => command(wish, actor with { CommandKey = key }))).Problem;
            key = problem is null ? key : Guid.NewGuid();
            return problem;
        };
    }

    private Task WordsAsync(string act, string subject, Func<string, Task<Problem?>> send) => AskAsync<NoteForm, string>(
        "Do" + act,
        send,
        (nameof(NoteForm.Consequence), text[act + "Sentence"].Value),
        (nameof(NoteForm.Label), text[act == "Instead" ? "InsteadLabel" : "Reason"].Value),
        (nameof(NoteForm.Confirm), text["Do" + act].Value),
        (nameof(NoteForm.Draft), $"{act}-{subject}"));

    private async Task AskAsync<TDialog, TWish>(string title, Func<TWish, Task<Problem?>> send, params (string Name, object? Value)[] parameters)
        where TDialog : ComponentBase => await dialogs.OpenAsync<TDialog>(text[title], new Dictionary<string, object?>(parameters.Select(one => KeyValuePair.Create(one.Name, one.Value))) { ["Send"] = send }, Options);
}

/// <summary>What hours are given for.</summary>
public enum GiftKind
{
    Transfer,
    Donate,
    Redeem,
}

/// <summary>A gift of hours.</summary>
/// <param name="Minutes">How many minutes.</param>
/// <param name="Words">What the relative is to the resident, or what it is for.</param>
/// <param name="Name">The relative's full name.</param>
/// <param name="BirthYear">The relative's year of birth.</param>
public sealed record Gift(int Minutes, string Words, string Name, int BirthYear);

/// <summary>A wish, and at the station whose.</summary>
/// <param name="Wish">What is asked for.</param>
/// <param name="Name">Full name of somebody without a phone; null for oneself.</param>
/// <param name="Home">The home of that person.</param>
public sealed record AskedWish(HelpWish Wish, string? Name, string Home);
