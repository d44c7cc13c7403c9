-- A snapshot is an immutable, named state of a project; an export is made from one and can be made again, byte for byte.

CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    -- SHA-256 over the settings and every row of snapshotSet; NULL while it is being written. Unsealed ones are removed at opening.
    hash TEXT CHECK (hash IS NULL OR length(hash) = 64),
    settings TEXT NOT NULL CHECK (json_valid(settings)),
    count INTEGER NOT NULL CHECK (count >= 0),
    createdAt INTEGER NOT NULL,
    createdBy TEXT NOT NULL,
    UNIQUE (project, name)
) STRICT;

CREATE TABLE snapshotSet (
    snapshot INTEGER NOT NULL REFERENCES snapshot(id) ON DELETE CASCADE,
    -- 0-based, in the order of the keys at that moment: exports read it page by page.
    position INTEGER NOT NULL CHECK (position >= 0),
    imageSet INTEGER NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    revision INTEGER NOT NULL REFERENCES revision(id) ON DELETE CASCADE,
    -- Pinned: what the set rendered to at that moment, whatever templates and settings become.
    text TEXT NOT NULL,
    plan TEXT CHECK (plan IS NULL OR json_valid(plan)),
    PRIMARY KEY (snapshot, position),
    UNIQUE (snapshot, imageSet)
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshotSetByImageSet ON snapshotSet(imageSet);
CREATE INDEX snapshotSetByRevision ON snapshotSet(revision);

CREATE TABLE export (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    snapshot INTEGER NOT NULL REFERENCES snapshot(id) ON DELETE RESTRICT,
    request TEXT NOT NULL CHECK (json_valid(request)),
    -- The summary of its plan and, once finished, of what was written; JSON.
    plan TEXT NOT NULL CHECK (json_valid(plan)),
    state TEXT NOT NULL CHECK (state IN ('writing', 'finished', 'failed')),
    -- The folder; while writing, its temporary name.
    path TEXT NOT NULL,
    -- SHA-256 of the manifest.
    manifestHash TEXT CHECK (manifestHash IS NULL OR length(manifestHash) = 64),
    error TEXT,
    createdAt INTEGER NOT NULL,
    createdBy TEXT NOT NULL,
    finishedAt INTEGER,
    UNIQUE (project, name),
    CHECK ((state = 'finished') = (manifestHash IS NOT NULL))
) STRICT;
CREATE INDEX exportBySnapshot ON export(snapshot);
