using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace CommunityConsole.Web.Storage;

/// <summary>Writes and reads records whose tables hold more than the record says: a version to compare, the owner of a step.</summary>
internal static class OwnedRows
{
    /// <summary>Adds the record (expected version 0), or replaces the stored one if it still has that version.</summary>
    public static void Put<T>(this ConsoleDb db, T record, int expected, string version)
        where T : class
    {
        if (expected == 0)
        {
            db.Add(record);
            return;
        }

        db.Update(record).Property(version).OriginalValue = expected;
    }

    /// <summary>Adds a record that belongs to an owner it does not name itself.</summary>
    public static void AddOwned<T, TOwner>(this ConsoleDb db, T record, string column, TOwner owner)
        where T : class
    {
        var entry = db.Entry(record);
        entry.Property(column).CurrentValue = owner;
        entry.State = EntityState.Added;
    }

    /// <summary>The records of these owners, by owner, in order.</summary>
    public static async Task<ILookup<TOwner, T>> OwnedAsync<T, TOwner>(
        this ConsoleDb db, string column, IQueryable<TOwner> owners, Expression<Func<T, int>> order, CancellationToken cancellation)
        where T : class
    {
        var rows = await db.Set<T>().AsNoTracking()
            .Where(row => owners.Contains(EF.Property<TOwner>(row, column)))
            .OrderBy(order)
            .Select(row => new { Owner = EF.Property<TOwner>(row, column), Row = row })
            .ToListAsync(cancellation);
        return rows.ToLookup(row => row.Owner, row => row.Row);
    }
}
