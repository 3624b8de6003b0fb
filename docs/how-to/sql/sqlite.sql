-- The ledger of postpurchase in SQLite 3.35 or newer; parameters are written :name, instants are whole UTC seconds.
-- Shown by docs/how-to/ledger-in-sql.md and run by tests/host.

-- name: create_rows
CREATE TABLE ledger_rows (
    id       INTEGER PRIMARY KEY,
    customer TEXT    NOT NULL,
    body     TEXT    NOT NULL -- the row as JSON, kept as it was written
);
CREATE UNIQUE INDEX ledger_rows_once ON ledger_rows (customer, body);

-- name: create_entries
CREATE TABLE ledger_entries (
    key     TEXT    PRIMARY KEY,
    attempt INTEGER NOT NULL,
    rank    INTEGER NOT NULL, -- of the kind: reserved 1, unknown 2, failed 3, sent 4, bounced or abandoned 5
    free_at INTEGER,          -- UTC seconds: when another attempt may take it; null is never
    row_id  INTEGER NOT NULL REFERENCES ledger_rows
);

-- name: create_contents
CREATE TABLE ledger_contents (
    key      TEXT PRIMARY KEY REFERENCES ledger_entries, -- of the lead
    send_key TEXT NOT NULL,
    content  TEXT NOT NULL
);

-- name: create_events
CREATE TABLE order_events (
    id       INTEGER PRIMARY KEY,
    order_id TEXT NOT NULL,
    digest   TEXT NOT NULL, -- of the event without the time of its receipt
    body     TEXT NOT NULL
);
CREATE UNIQUE INDEX order_events_once ON order_events (order_id, digest);

-- name: create_wakes
CREATE TABLE order_wakes (
    order_id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    wake_at  INTEGER -- UTC seconds; null sleeps until something comes in
);
CREATE INDEX order_wakes_due ON order_wakes (wake_at);

-- name: create_tasks
CREATE TABLE staff_tasks (
    key      TEXT PRIMARY KEY,
    order_id TEXT NOT NULL,
    kind     TEXT NOT NULL,
    about    TEXT NOT NULL
);

-- name: begin
BEGIN IMMEDIATE;

-- name: commit
COMMIT;

-- name: roll_back
ROLLBACK;

-- name: mark
SAVEPOINT message;

-- name: back_to_mark
ROLLBACK TO SAVEPOINT message;

-- name: forget_mark
RELEASE SAVEPOINT message;

-- name: read_rows
SELECT id, body FROM ledger_rows WHERE customer = :customer ORDER BY id;

-- name: append_row
INSERT INTO ledger_rows (customer, body) VALUES (:customer, :body)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: reserve_entry
INSERT INTO ledger_entries AS entry (key, attempt, rank, free_at, row_id)
VALUES (:key, :attempt, :rank, :free_at, :row_id)
ON CONFLICT (key) DO UPDATE
SET attempt = excluded.attempt, rank = excluded.rank, free_at = excluded.free_at, row_id = excluded.row_id
WHERE entry.attempt = :seen AND entry.free_at <= :at;

-- name: settle_entry
UPDATE ledger_entries
SET rank = :rank, free_at = :free_at, row_id = :row_id
WHERE key = :key AND attempt = :attempt AND rank < :rank;

-- name: read_content
SELECT send_key, content, body
FROM ledger_contents
JOIN ledger_entries USING (key)
JOIN ledger_rows ON ledger_rows.id = ledger_entries.row_id
WHERE key = :key;

-- name: keep_content
INSERT INTO ledger_contents (key, send_key, content) VALUES (:key, :send_key, :content);

-- name: drop_content
DELETE FROM ledger_contents WHERE key = :key;

-- name: drop_row
DELETE FROM ledger_rows WHERE customer = :customer AND id = :id;

-- name: add_task
INSERT INTO staff_tasks (key, order_id, kind, about) VALUES (:key, :order_id, :kind, :about);

-- name: add_event
INSERT INTO order_events (order_id, digest, body) VALUES (:order_id, :digest, :body)
ON CONFLICT DO NOTHING;

-- name: read_events
SELECT body FROM order_events WHERE order_id = :order_id;

-- name: set_wake
INSERT INTO order_wakes (order_id, customer, wake_at) VALUES (:order_id, :customer, :wake_at)
ON CONFLICT (order_id) DO UPDATE SET wake_at = excluded.wake_at;

-- name: due_orders
SELECT order_id, customer, wake_at
FROM order_wakes
WHERE wake_at <= :now
ORDER BY wake_at, order_id
LIMIT 100;

-- end
