using CommunityConsole.Web.Storage.Metering;
using Microsoft.Data.Sqlite;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>The outbox's tables inside timebank.db: what is to go to the chain, and what became of it.</summary>
/// <remarks>
/// They stand in the ledger's file so that an entry and its step are committed together. What is asked never changes and no row
/// goes away; a nonce belongs to one row of its signer.
/// </remarks>
internal static class OutboxSchema
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS outbox(
            id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, role TEXT NOT NULL, step TEXT NOT NULL,
            state INTEGER NOT NULL DEFAULT 0 CHECK(state BETWEEN 0 AND 5),
            signer TEXT, nonce INTEGER, raw BLOB, hash BLOB, tries INTEGER NOT NULL DEFAULT 0, tried INTEGER,
            block INTEGER, block_hash BLOB, gas INTEGER, settled INTEGER, reason TEXT,
            CHECK(state IN (0, 4, 5) OR (signer IS NOT NULL AND nonce IS NOT NULL AND raw IS NOT NULL AND hash IS NOT NULL)));
        CREATE INDEX IF NOT EXISTS outbox_state ON outbox(state, id);
        CREATE INDEX IF NOT EXISTS outbox_block ON outbox(block) WHERE block IS NOT NULL;
        CREATE INDEX IF NOT EXISTS outbox_record ON outbox(step ->> '$.record') WHERE step ->> '$.step' = 'FileService';
        CREATE INDEX IF NOT EXISTS outbox_anchor ON outbox(id) WHERE step ->> '$.step' = 'AnchorLedger';
        CREATE UNIQUE INDEX IF NOT EXISTS outbox_nonce ON outbox(signer, nonce) WHERE nonce IS NOT NULL;
        CREATE TABLE IF NOT EXISTS outbox_chain(only INTEGER PRIMARY KEY CHECK(only = 1), identity TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS outbox_spent(
            hash BLOB PRIMARY KEY, row INTEGER NOT NULL, signer TEXT NOT NULL, nonce INTEGER NOT NULL, raw BLOB NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS outbox_spent_row ON outbox_spent(row);
        CREATE TABLE IF NOT EXISTS outbox_filler(
            signer TEXT NOT NULL, nonce INTEGER NOT NULL, raw BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(signer, nonce)) WITHOUT ROWID;
        CREATE TRIGGER IF NOT EXISTS outbox_stays BEFORE UPDATE OF id, at, role, step ON outbox
            BEGIN SELECT RAISE(ABORT, 'what was asked of the chain stays'); END;
        CREATE TRIGGER IF NOT EXISTS outbox_is_kept BEFORE DELETE ON outbox
            BEGIN SELECT RAISE(ABORT, 'what was asked of the chain stays'); END;
        """;

    /// <summary>Makes the tables where they are not yet; inside the caller's transaction, if there is one.</summary>
    public static void Create(SqliteConnection db) => ReadingsDatabase.Run(db, Tables);
}
