using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Whether points are redeemed, and what becomes of a voucher. Decides on what it is shown and does nothing.</summary>
public static class RedemptionDecisions
{
    /// <summary>Pays with points and gives a voucher: the rules of today say for what and at which price.</summary>
    public static Result<PointsChange> Redeem(IPointsSight sight, RedemptionAsk ask, DateTimeOffset now, DateOnly today)
    {
        var op = PointsOps.Redemption(sight.Community, ask.Key);
        if (sight.ByOp(op) is { } stands)
        {
            return stands.Line.Credit == ask.Account && stands.Note.What == ask.Reward
                ? new PointsChange { IsThere = true, Entry = stands, Voucher = sight.VoucherFor(stands.Number) }
                : new CommandKeyReused();
        }

        if (sight.Member(ask.Account) is null)
        {
            return new PointsMemberNotFound();
        }

        if (PointRules.On(today, sight.Rules()) is not { } rules || rules.FindReward(ask.Reward) is not { } reward)
        {
            return new PointsRewardNotFound();
        }

        if (sight.BalanceOf(ask.Account) is var balance && balance < reward.Price)
        {
            return new PointsNotEnough(balance, reward.Price);
        }

        if (sight.StockOf(reward.Code) < 1)
        {
            return new PointsSoldOut();
        }

        return new PointsChange
        {
            Posting = new PointsPosting(PointsKind.Redemption, op, PointsAccounts.Redeemed(sight.Community), ask.Account, reward.Price, now,
                new PointsNote { Version = rules.Version, What = reward.Code, On = today }),
            Voucher = new PointsVoucher
            {
                Code = ask.Code,
                Account = ask.Account,
                Reward = reward.Code,
                RewardName = reward.Name,
                Redemption = (sight.Last?.Number ?? 0) + 1,
                Points = reward.Price,
                IssuedAt = now,
                LastDay = today.AddDays(reward.ValidDays),
            },
        };
    }

    /// <summary>Hands the thing over.</summary>
    public static Result<PointsChange> Honour(IPointsSight sight, string code, StaffId by, DateTimeOffset now, EstateCalendar calendar)
    {
        if (sight.Voucher(code) is not { } voucher)
        {
            return new VoucherNotFound();
        }

        if (Ended(voucher, calendar) is { } ended)
        {
            return ended;
        }

        return voucher.LastDay < calendar.Day(now)
            ? new VoucherExpired(voucher.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : new PointsChange { Voucher = voucher with { State = VoucherState.Honoured, EndedAt = now, EndedBy = by } };
    }

    /// <summary>Gives the points back by a counter-entry; what was handed over stays paid.</summary>
    /// <param name="sight">What stands.</param>
    /// <param name="code">Which voucher.</param>
    /// <param name="owner">Whose it must be; null for whoever serves.</param>
    /// <param name="by">Who cancels.</param>
    /// <param name="now">When.</param>
    /// <param name="calendar">The estate's days.</param>
    public static Result<PointsChange> Cancel(IPointsSight sight, string code, LedgerKey? owner, StaffId by, DateTimeOffset now, EstateCalendar calendar)
    {
        // A code that is not one's own is as unknown as one that is not there.
        if (sight.Voucher(code) is not { } voucher || (owner is { } own && voucher.Account != own))
        {
            return new VoucherNotFound();
        }

        if (Ended(voucher, calendar) is { } ended)
        {
            return ended;
        }

        return new PointsChange
        {
            Posting = new PointsPosting(PointsKind.RedemptionCancelled, PointsOps.Undo(sight.Community, voucher.Redemption), voucher.Account, PointsAccounts.Redeemed(sight.Community), voucher.Points, now,
                new PointsNote { Undoes = voucher.Redemption }),
            Voucher = voucher with { State = VoucherState.Cancelled, EndedAt = now, EndedBy = by },
        };
    }

    /// <summary>Puts things on the shelf, or takes them off it.</summary>
    public static Result<PointsChange> Stock(IPointsSight sight, string reward, int change, Guid key, StaffId by, DateTimeOffset now, DateOnly today)
    {
        var op = PointsOps.Stock(sight.Community, key);
        if (sight.StockMove(op) is { } stands)
        {
            return stands.Reward == reward && stands.Change == change ? new PointsChange { IsThere = true, Stock = stands } : new CommandKeyReused();
        }

        if (PointRules.On(today, sight.Rules())?.FindReward(reward) is null)
        {
            return new PointsRewardNotFound();
        }

        if (change == 0 || Math.Abs(change) > 10_000 || sight.StockOf(reward) + change < 0)
        {
            return new PointsNotValid(new("数量不对：一次最多 10000 件，库存不能少于 0。", "Not a possible number: at most 10,000 at once, and the shelf cannot hold fewer than none."));
        }

        return new PointsChange { Stock = new StockMove(op, reward, change, now, by) };
    }

    private static Problem? Ended(PointsVoucher voucher, EstateCalendar calendar)
    {
        var when = voucher.EndedAt is { } at ? calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
        return voucher.State switch
        {
            VoucherState.Honoured => new VoucherHonoured(when) { Stands = voucher },
            VoucherState.Cancelled => new VoucherCancelled(when) { Stands = voucher },
            _ => null,
        };
    }
}
