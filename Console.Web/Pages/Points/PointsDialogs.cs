using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace CommunityConsole.Web.Pages.Points;

/// <summary>Asks what a step at the points desk needs, and gives the command; each dialog stays open until the desk has taken it, or the person thinks better of it.</summary>
public sealed class PointsDialogs(PointsDesk desk, CheckInDesk checkIns, HomeDirectory homes, DialogService dialogs, IStringLocalizer<PointsText> text)
{
    private static readonly DialogOptions Options = new() { Width = "min(36rem, 96vw)", CloseDialogOnOverlayClick = false };

    /// <summary>A new activity.</summary>
    public Task PlanAsync(IReadOnlyList<PointRule> rules, CurrentWorker me)
    {
        var key = Guid.NewGuid();
        return AskAsync<ActivityDialog, ActivityPlan>(
            text["ActivityNew"],
            Gives<ActivityPlan>(me, (plan, actor) => checkIns.PlanAsync(plan, actor with { CommandKey = key }, CancellationToken.None)),
            (nameof(ActivityDialog.Rules), rules),
            (nameof(ActivityDialog.Buildings), homes.Buildings(me.Community).Where(building => building is { Latitude: not null, Longitude: not null }).ToList()));
    }

    /// <summary>Who came; the sentence to be shown, null where nothing was given.</summary>
    public async Task<string?> ConfirmAsync(ActivityView activity, IReadOnlyList<MemberView> members, CurrentWorker me)
    {
        string? said = null;
        await AskAsync<ConfirmDialog, IReadOnlyList<LedgerKey>>(
            text["ConfirmTitle"],
            async came =>
            {
                var answers = await me.DoAsync(actor => desk.ConfirmAsync(activity.Activity.Id, [.. came.Select(account => (account, (int?)null))], actor, CancellationToken.None));
                if (!answers.Succeeded)
                {
                    return answers.Problem;
                }

                var refused = answers.Value.Where(each => !each.Succeeded).Select(each => each.Problem!.Message.ToString()).Distinct().ToList();
                said = $"{text["ConfirmDone", answers.Value.Count(each => each.Succeeded)]} {string.Join(' ', refused)}".TrimEnd();
                return null;
            },
            (nameof(ConfirmDialog.Activity), activity),
            (nameof(ConfirmDialog.Members), members),
            (nameof(ConfirmDialog.Community), me.Community));
        return said;
    }

    /// <summary>A new account; null where none was opened.</summary>
    public async Task<LedgerKey?> EnrolAsync(CurrentWorker me)
    {
        LedgerKey? account = null;
        var key = Guid.NewGuid();
        await AskAsync<EnrolDialog, (string Name, string Home)>(
            text["Enrol"],
            async wish =>
            {
                var done = await me.DoAsync(actor => desk.EnrolAsync(wish.Name, wish.Home, actor with { CommandKey = key }, CancellationToken.None));
                account = done.Succeeded ? done.Value.Member!.Account : null;
                key = Guid.NewGuid();   // what was refused is another wish once it was changed
                return done.Problem;
            },
            (nameof(EnrolDialog.Community), me.Community));
        return account;
    }

    /// <summary>Redeems for who stands there; the voucher, null where the person thought better of it.</summary>
    public async Task<PointsVoucher?> RedeemAsync(MemberCard card, OfferView offer, CurrentWorker me)
    {
        PointsVoucher? voucher = null;
        var key = Guid.NewGuid();
        await AskAsync<SureDialog, bool>(
            text["RedeemFor", offer.Reward.Name.ToString()],
            async _ =>
            {
                var done = await me.DoAsync(actor => desk.RedeemForAsync(card.Member.Account, offer.Reward.Code, actor with { CommandKey = key }, CancellationToken.None));
                voucher = done.Succeeded ? done.Value.Voucher : null;
                return done.Problem;
            },
            (nameof(SureDialog.Consequence), text["RedeemForSentence", PersonalData.Name(card.Member.Name), offer.Reward.Price, card.Balance - offer.Reward.Price].Value),
            (nameof(SureDialog.Confirm), text["Redeem"].Value));
        return voucher;
    }

    /// <summary>More on the shelf, or less.</summary>
    public Task StockAsync(OfferView offer, CurrentWorker me)
    {
        var key = Guid.NewGuid();
        return AskAsync<StockDialog, (int Change, string Reason)>(
            text["Stock"],
            async wish =>
            {
                var done = await me.DoAsync(actor => desk.StockAsync(offer.Reward.Code, wish.Change, wish.Reason, actor with { CommandKey = key }, CancellationToken.None));
                key = Guid.NewGuid();
                return done.Problem;
            },
            (nameof(StockDialog.Offer), offer));
    }

    /// <summary>Takes an award back.</summary>
    public Task ReverseAsync(EntryView entry, CurrentWorker me) => WordsAsync(
        "Reverse", text["ReverseSentence", entry.Number, entry.Change], $"points-reverse-{entry.Number}", me, (reason, actor) => desk.ReverseAsync(entry.Number, reason, actor, CancellationToken.None));

    /// <summary>Cancels a voucher.</summary>
    public Task CancelAsync(PointsVoucher voucher, CurrentWorker me) => WordsAsync(
        "CancelVoucher", text["CancelVoucherSentence", voucher.RewardName.ToString(), voucher.Points], $"points-cancel-{voucher.Redemption}", me, (reason, actor) => desk.CancelAsync(voucher.Code, reason, actor, CancellationToken.None));

    /// <summary>Answers an appeal.</summary>
    public Task AnswerAsync(PointsAppeal appeal, bool isGranted, CurrentWorker me) => WordsAsync(
        isGranted ? "Grant" : "Deny", text[isGranted ? "GrantSentence" : "DenySentence"], $"points-appeal-{appeal.Activity:N}-{appeal.Account}", me,
        (words, actor) => checkIns.AnswerAsync(appeal.Activity, appeal.Account, isGranted, words, actor, CancellationToken.None));

    // No token: a decision once made is finished even if the page closes.
    private static Func<TWish, Task<Problem?>> Gives<TWish>(CurrentWorker me, Func<TWish, Actor, Task<Result<PointsChange>>> command) =>
        async wish => (await me.DoAsync(actor => command(wish, actor))).Problem;

    private Task WordsAsync(string act, string consequence, string draft, CurrentWorker me, Func<string, Actor, Task<Result<PointsChange>>> command) => AskAsync<NoteForm, string>(
        text[act],
        Gives(me, command),
        (nameof(NoteForm.Consequence), consequence),
        (nameof(NoteForm.Label), text["Reason"].Value),
        (nameof(NoteForm.Confirm), text[act].Value),
        (nameof(NoteForm.Draft), draft));

    private async Task AskAsync<TDialog, TWish>(string title, Func<TWish, Task<Problem?>> send, params (string Name, object? Value)[] parameters)
        where TDialog : ComponentBase => await dialogs.OpenAsync<TDialog>(title, new Dictionary<string, object?>(parameters.Select(one => KeyValuePair.Create(one.Name, one.Value))) { ["Send"] = send }, Options);
}
