-- The heart of a workspace: projects, the image sets in them, the views of each set in order, and the originals behind the views.
--
-- What people made is a set's state: canonical JSON, kept once under its SHA-256. Columns and tables marked DERIVED repeat
-- parts of that state for queries; `Store.rebuildDerived` writes every one of them anew.
-- Times are milliseconds since 1970 in UTC. `by` is a person's name as it was at that moment.

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    role TEXT NOT NULL CHECK (role IN ('annotator', 'reviewer', 'owner')),
    createdAt INTEGER NOT NULL
) STRICT;

-- What the workspace itself remembers; values are JSON.
CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

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
CREATE UNIQUE INDEX projectByName ON project(name) WHERE deleted = 0;

-- An original by content. The bytes are a file of the workspace, or stay where they are when imported in place.
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

-- Pairs of originals that look nearly alike; a < b. DERIVED from blob.measure.
CREATE TABLE nearDuplicate (
    a INTEGER NOT NULL REFERENCES blob(id) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES blob(id) ON DELETE CASCADE,
    distance INTEGER NOT NULL CHECK (distance BETWEEN 0 AND 64),
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX nearDuplicateByB ON nearDuplicate(b);

-- Canonical JSON of a set's state under the SHA-256 of exactly these bytes; never updated.
CREATE TABLE state (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    json TEXT NOT NULL
) STRICT;

-- Which originals a state shows: what keeps a blob from being collected. DERIVED from state.json.
CREATE TABLE stateBlob (
    blob INTEGER NOT NULL REFERENCES blob(id) ON DELETE RESTRICT,
    state INTEGER NOT NULL REFERENCES state(id) ON DELETE CASCADE,
    PRIMARY KEY (blob, state)
) STRICT, WITHOUT ROWID;
CREATE INDEX stateBlobByState ON stateBlob(state);

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
-- Two living sets of a project never share a key; a deleted one does not hold its key back.
CREATE UNIQUE INDEX imageSetByKey ON imageSet(project, key) WHERE deleted = 0;
CREATE INDEX imageSetByState ON imageSet(state);
-- One covering index per order of the light table, so that a whole order is read from one b-tree.
CREATE INDEX imageSetOrderKey ON imageSet(project, deleted, orderKey, id, aspect, status, viewCount);
CREATE INDEX imageSetOrderBadness ON imageSet(project, deleted, badness DESC, id, aspect, status, viewCount);
CREATE INDEX imageSetOrderUpdated ON imageSet(project, deleted, updatedAt DESC, id DESC, aspect, status, viewCount);
CREATE INDEX imageSetOrderViews ON imageSet(project, deleted, viewCount, id, aspect, status);
CREATE INDEX imageSetOrderCreated ON imageSet(project, deleted, id, aspect, status, viewCount);
CREATE INDEX imageSetByCategory ON imageSet(project, deleted, category, status);
CREATE INDEX imageSetByDerivedFor ON imageSet(project, derivedFor);

-- The views of each set as it stands. DERIVED from the state.
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
CREATE INDEX viewByBlob ON view(blob, imageSet);

-- Frames of a set's scene that were not chosen, to swap in later. They may lie outside the workspace and not be hashed yet.
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
CREATE INDEX candidateByBlob ON candidate(blob) WHERE blob IS NOT NULL;

-- What happened, in order: the sequence is the event id that browsers resume from. Every transaction that changes something
-- people see appends here. Old rows may go; AUTOINCREMENT keeps the numbers rising.
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
