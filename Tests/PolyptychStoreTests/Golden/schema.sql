CREATE TRIGGER jobItemInserted AFTER INSERT ON jobItem BEGIN
    UPDATE job SET total = total + 1, done = done + (new.state = 'finished'), failed = failed + (new.state = 'failed') WHERE id = new.job;
END;

CREATE TRIGGER jobItemMoved AFTER UPDATE OF state ON jobItem WHEN old.state <> new.state BEGIN
    UPDATE job SET done = done + (new.state = 'finished') - (old.state = 'finished'), failed = failed + (new.state = 'failed') - (old.state = 'failed')
    WHERE id = new.job;
END;

CREATE TRIGGER setDocumentDeleted AFTER DELETE ON setDocument BEGIN
    INSERT INTO setText(setText, rowid, key, prompt, captions, tags, category)
    VALUES ('delete', old.imageSet, old.key, old.prompt, old.captions, old.tags, old.category);
END;

CREATE TRIGGER setDocumentInserted AFTER INSERT ON setDocument BEGIN
    INSERT INTO setText(rowid, key, prompt, captions, tags, category)
    VALUES (new.imageSet, new.key, new.prompt, new.captions, new.tags, new.category);
END;

CREATE TRIGGER setDocumentUpdated AFTER UPDATE ON setDocument
WHEN (old.key, old.prompt, old.captions, old.tags, old.category) IS NOT (new.key, new.prompt, new.captions, new.tags, new.category) BEGIN
    INSERT INTO setText(setText, rowid, key, prompt, captions, tags, category)
    VALUES ('delete', old.imageSet, old.key, old.prompt, old.captions, old.tags, old.category);
    INSERT INTO setText(rowid, key, prompt, captions, tags, category)
    VALUES (new.imageSet, new.key, new.prompt, new.captions, new.tags, new.category);
END;

CREATE TABLE blob (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    -- Pixels after EXIF orientation.
    width INTEGER NOT NULL CHECK (width >= 1),
    height INTEGER NOT NULL CHECK (height >= 1),
    -- Where the original lies when it was imported in place; NULL means the workspace holds a copy.
    reference TEXT,
    -- What was measured on the pixels, as JSON; NULL until measured.
    measure TEXT CHECK (measure IS NULL OR json_valid(measure)),
    -- The measure's perceptual hash as a signed 64-bit number, so that likenesses are found without parsing JSON. DERIVED from measure.
    perceptualHash INTEGER,
    thumbnail TEXT NOT NULL DEFAULT 'none' CHECK (thumbnail IN ('none', 'ready', 'failed')),
    -- The original was found missing or unreadable when it was last looked at.
    missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)),
    createdAt INTEGER NOT NULL
) STRICT;

CREATE TABLE candidate (
    id INTEGER PRIMARY KEY,
    imageSet INTEGER NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    -- The file it was found as; NULL for an image that was taken out of the set and lives in the workspace.
    path TEXT,
    blob INTEGER REFERENCES blob(id) ON DELETE RESTRICT,
    width INTEGER,
    height INTEGER,
    -- Camera angles as JSON, where they are known.
    angles TEXT CHECK (angles IS NULL OR json_valid(angles)),
    UNIQUE (imageSet, position),
    CHECK (path IS NOT NULL OR blob IS NOT NULL)
) STRICT;

CREATE TABLE change (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('set', 'project', 'job', 'export')),
    -- No foreign key: the fact that something was deleted outlives the row.
    subject INTEGER NOT NULL,
    project INTEGER,
    version INTEGER NOT NULL,
    by TEXT NOT NULL
) STRICT;

CREATE TABLE changeGroup (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('create', 'import', 'edit', 'batch', 'regroup', 'restore', 'undo', 'redo')),
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    -- An action on many sets commits in small transactions under one group; it is open until the last. A group that a crash
    -- left open is closed when the workspace is opened, and what it did can be undone like any other.
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    -- On an undo or redo: the group it is about.
    target INTEGER REFERENCES changeGroup(id) ON DELETE CASCADE,
    -- On the group itself: the undo that stands; NULL again after a redo.
    undoneBy INTEGER REFERENCES changeGroup(id) ON DELETE SET NULL,
    CHECK ((kind IN ('undo', 'redo')) = (target IS NOT NULL)),
    CHECK (undoneBy IS NULL OR kind NOT IN ('undo', 'redo'))
) STRICT;

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

CREATE TABLE findingCode (
    imageSet INTEGER NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    -- 1 where every finding of that code that this row stands for was set aside; a set may have both rows.
    dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),
    project INTEGER NOT NULL,
    -- The worst: 2 error, 1 warning, 0 information.
    severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 2),
    -- Of a deleted set: kept for its return, but counted nowhere.
    hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    PRIMARY KEY (imageSet, code, dismissed)
) STRICT, WITHOUT ROWID;

CREATE TABLE imageSet (
    -- AUTOINCREMENT: history and open tabs refer to it for ever. Below 2^32, so that a light table packs it in four bytes.
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id < 4294967296),
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 1),
    state INTEGER NOT NULL REFERENCES state(id) ON DELETE RESTRICT,
    -- The project's settingsVersion that everything DERIVED here was computed with; 0 asks for it to be computed anew.
    derivedFor INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    createdBy TEXT NOT NULL,
    updatedAt INTEGER NOT NULL,
    updatedBy TEXT NOT NULL,
    -- From here on DERIVED from the state and the project's settings.
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    -- The key as people order it: lowercase, every run of digits padded, so that mug-2 stands before mug-10.
    orderKey TEXT NOT NULL,
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    status TEXT NOT NULL CHECK (status IN ('draft', 'ready', 'accepted', 'rejected')),
    viewCount INTEGER NOT NULL CHECK (viewCount BETWEEN 0 AND 16),
    category TEXT,
    source TEXT,
    verbatim INTEGER NOT NULL CHECK (verbatim IN (0, 1)),
    -- Views whose caption is empty.
    uncaptioned INTEGER NOT NULL CHECK (uncaptioned >= 0),
    -- Of the composite, in pixels; 0 where the views do not fit the layout.
    width INTEGER NOT NULL CHECK (width >= 0),
    height INTEGER NOT NULL CHECK (height >= 0),
    -- Thousandths of width over height, clamped to 16 bits; 1000 where there is no composite.
    aspect INTEGER NOT NULL CHECK (aspect BETWEEN 1 AND 65535),
    excerpt TEXT NOT NULL,
    clipTokens INTEGER NOT NULL CHECK (clipTokens >= 0),
    t5Tokens INTEGER NOT NULL CHECK (t5Tokens >= 0),
    -- Undismissed findings.
    errors INTEGER NOT NULL CHECK (errors >= 0),
    warnings INTEGER NOT NULL CHECK (warnings >= 0),
    -- Sorts the worst first when descending: errors before warnings before nothing.
    badness INTEGER NOT NULL CHECK (badness >= 0)
) STRICT;

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

CREATE TABLE migration (
    number INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL CHECK (length(checksum) = 64),
    appliedAt INTEGER NOT NULL
) STRICT;

CREATE TABLE nearDuplicate (
    a INTEGER NOT NULL REFERENCES blob(id) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES blob(id) ON DELETE CASCADE,
    distance INTEGER NOT NULL CHECK (distance BETWEEN 0 AND 64),
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    role TEXT NOT NULL CHECK (role IN ('annotator', 'reviewer', 'owner')),
    createdAt INTEGER NOT NULL
) STRICT;

CREATE TABLE project (
    -- AUTOINCREMENT: an address that was once given out never means something else later.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    -- Rises with every change of name or settings; writes name the version they were based on.
    version INTEGER NOT NULL CHECK (version >= 1),
    -- Rises with the settings only; a set whose `derivedFor` is smaller still shows what the older settings rendered.
    settingsVersion INTEGER NOT NULL CHECK (settingsVersion >= 1),
    settings TEXT NOT NULL CHECK (json_valid(settings)),
    -- A deleted project is hidden at once and its rows go in small batches.
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    createdAt INTEGER NOT NULL,
    createdBy TEXT NOT NULL,
    updatedAt INTEGER NOT NULL,
    updatedBy TEXT NOT NULL
) STRICT;

CREATE TABLE revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    imageSet INTEGER NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 1),
    changeGroup INTEGER NOT NULL REFERENCES changeGroup(id) ON DELETE CASCADE,
    state INTEGER NOT NULL REFERENCES state(id) ON DELETE RESTRICT,
    -- The state it replaced; NULL where the set was made.
    before INTEGER REFERENCES state(id) ON DELETE RESTRICT,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    -- What changed, in a few words for a list.
    summary TEXT NOT NULL,
    UNIQUE (imageSet, version),
    -- A group touches a set once, so undoing it is one step per set.
    UNIQUE (changeGroup, imageSet)
) STRICT;

CREATE TABLE setDocument (
    imageSet INTEGER PRIMARY KEY NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    -- The joint prompt exactly as an export would write it.
    prompt TEXT NOT NULL,
    captions TEXT NOT NULL,
    tags TEXT NOT NULL,
    category TEXT NOT NULL,
    -- The layout plan as JSON; NULL where the views do not fit the layout.
    plan TEXT CHECK (plan IS NULL OR json_valid(plan))
) STRICT;

CREATE VIRTUAL TABLE setText USING fts5(
    key, prompt, captions, tags, category,
    content = 'setDocument', content_rowid = 'imageSet', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

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

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE state (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    json TEXT NOT NULL
) STRICT;

CREATE TABLE stateBlob (
    blob INTEGER NOT NULL REFERENCES blob(id) ON DELETE RESTRICT,
    state INTEGER NOT NULL REFERENCES state(id) ON DELETE CASCADE,
    PRIMARY KEY (blob, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
    imageSet INTEGER NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    project INTEGER NOT NULL,
    hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    PRIMARY KEY (imageSet, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE upload (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 8 AND 64),
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    by TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE view (
    imageSet INTEGER NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    -- The view's own id inside its set, whatever position it takes.
    view TEXT NOT NULL,
    -- 0-based. A reorder first moves everything out of the way to negative positions: a unique index is checked row by row.
    position INTEGER NOT NULL CHECK (position < 16),
    blob INTEGER NOT NULL REFERENCES blob(id) ON DELETE RESTRICT,
    name TEXT NOT NULL,
    PRIMARY KEY (imageSet, view),
    UNIQUE (imageSet, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX candidateByBlob ON candidate(blob) WHERE blob IS NOT NULL;

CREATE INDEX changeGroupByPerson ON changeGroup(project, by, id);

CREATE INDEX changeGroupByTarget ON changeGroup(target) WHERE target IS NOT NULL;

CREATE INDEX changeGroupByUndoneBy ON changeGroup(undoneBy) WHERE undoneBy IS NOT NULL;

CREATE INDEX changeGroupOpen ON changeGroup(id) WHERE open = 1;

CREATE INDEX exportBySnapshot ON export(snapshot);

CREATE INDEX findingCodeByCode ON findingCode(project, hidden, dismissed, code, severity, imageSet);

CREATE INDEX imageSetByDerivedFor ON imageSet(project, derivedFor);

CREATE INDEX imageSetByFacet ON imageSet(project, deleted, category, status, viewCount, badness);

CREATE UNIQUE INDEX imageSetByKey ON imageSet(project, key) WHERE deleted = 0;

CREATE INDEX imageSetByState ON imageSet(state);

CREATE INDEX imageSetOrderBadness ON imageSet(project, deleted, badness DESC, id, aspect, status, viewCount);

CREATE INDEX imageSetOrderCreated ON imageSet(project, deleted, id, aspect, status, viewCount);

CREATE INDEX imageSetOrderKey ON imageSet(project, deleted, orderKey, id, aspect, status, viewCount);

CREATE INDEX imageSetOrderUpdated ON imageSet(project, deleted, updatedAt DESC, id DESC, aspect, status, viewCount);

CREATE INDEX imageSetOrderViews ON imageSet(project, deleted, viewCount, id, aspect, status);

CREATE INDEX jobByProject ON job(project, id);

CREATE INDEX jobByState ON job(state, id);

CREATE INDEX jobItemByState ON jobItem(job, state, id);

CREATE INDEX nearDuplicateByB ON nearDuplicate(b);

CREATE UNIQUE INDEX projectByName ON project(name) WHERE deleted = 0;

CREATE INDEX revisionByBefore ON revision(before) WHERE before IS NOT NULL;

CREATE INDEX revisionByState ON revision(state);

CREATE INDEX snapshotSetByImageSet ON snapshotSet(imageSet);

CREATE INDEX snapshotSetByRevision ON snapshotSet(revision);

CREATE INDEX stateBlobByState ON stateBlob(state);

CREATE INDEX tagByName ON tag(project, hidden, tag, imageSet);

CREATE INDEX uploadByProject ON upload(project);

CREATE INDEX viewByBlob ON view(blob, imageSet);
