using CommunityConsole.Core.Community;
using CommunityConsole.Core.Points;
using Microsoft.Data.Sqlite;
using static CommunityConsole.Web.Storage.Points.PointsRows;
using static CommunityConsole.Web.Storage.SqlRows;

namespace CommunityConsole.Web.Storage.Points;

/// <summary>How check-ins and appeals become rows, and rows check-ins.</summary>
internal static class CheckInRows
{
    public const string TermsColumns = "activity, latitude, longitude, radius, opens, closes, places, key";
    public const string CheckInColumns = "activity, account, at, state, place, metres, phone, wrong, drawn, consent, entry";
    public const string AppealColumns = "activity, account, words, at, due, answer, granted, answered, who";

    public static void Write(SqliteConnection db, string community, PointsChange change)
    {
        if (change.Terms is { } terms)
        {
            Run(db, $"INSERT OR REPLACE INTO terms(community, {TermsColumns}) VALUES(@c, @activity, @latitude, @longitude, @radius, @opens, @closes, @places, @key)",
                ("@c", community), ("@activity", Bytes(terms.Activity)), ("@latitude", terms.Spot?.Latitude), ("@longitude", terms.Spot?.Longitude), ("@radius", terms.Spot?.Radius),
                ("@opens", Ticks(terms.OpensAt)), ("@closes", Ticks(terms.ClosesAt)), ("@places", terms.Places), ("@key", terms.Key));
        }

        if (change.CheckIn is { } one)
        {
            Run(db, $"INSERT OR REPLACE INTO checkin(community, {CheckInColumns}) VALUES(@c, @activity, @account, @at, @state, @place, @metres, @phone, @wrong, @drawn, @consent, @entry)",
                ("@c", community), ("@activity", Bytes(one.Activity)), ("@account", one.Account.ToArray()), ("@at", Ticks(one.At)), ("@state", (int)one.State), ("@place", (int)one.Place),
                ("@metres", one.Metres), ("@phone", one.Phone), ("@wrong", one.WrongCodes), ("@drawn", one.IsDrawn ? 1 : 0), ("@consent", one.IdentityConsentAt is { } at ? Ticks(at) : null), ("@entry", one.Entry));
        }

        if (change.Appeal is { } appeal)
        {
            Run(db, $"INSERT OR REPLACE INTO appeal(community, {AppealColumns}) VALUES(@c, @activity, @account, @words, @at, @due, @answer, @granted, @answered, @who)",
                ("@c", community), ("@activity", Bytes(appeal.Activity)), ("@account", appeal.Account.ToArray()), ("@words", appeal.Words), ("@at", Ticks(appeal.At)), ("@due", appeal.DueOn.DayNumber),
                ("@answer", appeal.Answer), ("@granted", appeal.Granted is { } granted ? granted ? 1 : 0 : null), ("@answered", appeal.AnsweredAt is { } answered ? Ticks(answered) : null), ("@who", appeal.AnsweredBy?.Value));
        }

        if (change.Forget is { } forget)
        {
            (string, object?)[] which = [("@c", community), ("@account", forget.Account?.ToArray()), ("@before", Ticks(forget.Before))];
            Run(db, "UPDATE checkin SET metres = NULL, phone = '' WHERE community = @c AND (@account IS NULL OR account = @account) AND at < @before AND (metres IS NOT NULL OR phone <> '')", which);
            Run(db, "UPDATE appeal SET words = '', answer = '' WHERE community = @c AND (@account IS NULL OR account = @account) AND answered < @before AND words <> ''", which);
        }
    }

    public static CheckInTerms TermsOf(SqliteDataReader row) => new()
    {
        Activity = IdOf(row, 0),
        Spot = row.IsDBNull(1) ? null : new CheckInSpot(row.GetDouble(1), row.GetDouble(2), row.GetInt32(3)),
        OpensAt = TimeOf(row, 4),
        ClosesAt = TimeOf(row, 5),
        Places = row.GetInt32(6),
        Key = row.GetFieldValue<byte[]>(7),
    };

    public static CheckIn CheckInOf(SqliteDataReader row) => new(IdOf(row, 0), KeyOf(row, 1), TimeOf(row, 2))
    {
        State = (CheckInState)row.GetInt32(3),
        Place = (PlaceAnswer)row.GetInt32(4),
        Metres = row.IsDBNull(5) ? null : row.GetInt32(5),
        Phone = row.GetString(6),
        WrongCodes = row.GetInt32(7),
        IsDrawn = row.GetInt32(8) != 0,
        IdentityConsentAt = row.IsDBNull(9) ? null : TimeOf(row, 9),
        Entry = row.GetInt64(10),
    };

    public static PointsAppeal AppealOf(SqliteDataReader row) => new(IdOf(row, 0), KeyOf(row, 1), row.GetString(2), TimeOf(row, 3), DateOnly.FromDayNumber(row.GetInt32(4)))
    {
        Answer = row.GetString(5),
        Granted = row.IsDBNull(6) ? null : row.GetInt32(6) != 0,
        AnsweredAt = row.IsDBNull(7) ? null : TimeOf(row, 7),
        AnsweredBy = row.IsDBNull(8) ? null : new StaffId(row.GetString(8)),
    };

    private static Guid IdOf(SqliteDataReader row, int field) => new(row.GetFieldValue<byte[]>(field), bigEndian: true);
}
