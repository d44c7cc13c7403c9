-- Long work of every kind is a job with items; all features share these two tables.

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER REFERENCES project(id) ON DELETE CASCADE,
    -- What does the work: import, export, verify … No check: a feature adds a kind without a migration.
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
    title TEXT NOT NULL,
    -- Asking twice with the same key gives the same job.
    idempotencyKey TEXT UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'finished', 'failed', 'cancelled')),
    request TEXT NOT NULL CHECK (json_valid(request)),
    result TEXT CHECK (result IS NULL OR json_valid(result)),
    message TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- Who works on it and until when; NULL where nobody does.
    leaseOwner TEXT,
    leaseUntil INTEGER,
    -- Counted by the triggers below; a job without items sets them itself.
    total INTEGER NOT NULL DEFAULT 0 CHECK (total >= 0),
    done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
    failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
    createdAt INTEGER NOT NULL,
    createdBy TEXT NOT NULL,
    startedAt INTEGER,
    finishedAt INTEGER,
    CHECK ((leaseOwner IS NULL) = (leaseUntil IS NULL)),
    CHECK ((state = 'running') = (leaseOwner IS NOT NULL)),
    CHECK ((state IN ('finished', 'failed', 'cancelled')) = (finishedAt IS NOT NULL))
) STRICT;
CREATE INDEX jobByState ON job(state, id);
CREATE INDEX jobByProject ON job(project, id);

CREATE TABLE jobItem (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,
    -- What the item is about, unique in its job: adding it twice adds it once.
    key TEXT NOT NULL,
    -- For people.
    name TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'finished', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    leaseOwner TEXT,
    leaseUntil INTEGER,
    result TEXT CHECK (result IS NULL OR json_valid(result)),
    error TEXT,
    UNIQUE (job, key),
    CHECK ((leaseOwner IS NULL) = (leaseUntil IS NULL)),
    CHECK ((state = 'running') = (leaseOwner IS NOT NULL)),
    CHECK ((state = 'failed') = (error IS NOT NULL))
) STRICT;
CREATE INDEX jobItemByState ON jobItem(job, state, id);

CREATE TRIGGER jobItemInserted AFTER INSERT ON jobItem BEGIN
    UPDATE job SET total = total + 1, done = done + (new.state = 'finished'), failed = failed + (new.state = 'failed') WHERE id = new.job;
END;
CREATE TRIGGER jobItemMoved AFTER UPDATE OF state ON jobItem WHEN old.state <> new.state BEGIN
    UPDATE job SET done = done + (new.state = 'finished') - (old.state = 'finished'), failed = failed + (new.state = 'failed') - (old.state = 'failed')
    WHERE id = new.job;
END;

CREATE TABLE upload (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 8 AND 64),
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    by TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX uploadByProject ON upload(project);

CREATE TABLE uploadFile (
    upload TEXT NOT NULL REFERENCES upload(id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    -- As the browser named it, relative to what was dropped; never used as a path on disk.
    path TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    -- Bytes that are safely on disk.
    received INTEGER NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
    PRIMARY KEY (upload, position)
) STRICT, WITHOUT ROWID;
