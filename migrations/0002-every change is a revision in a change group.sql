-- History: who changed what, when and why, and enough to undo it after a restart.

-- One action of one person, however many sets it touched.
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
-- The last thing a person did, and the last thing they undid.
CREATE INDEX changeGroupByPerson ON changeGroup(project, by, id);
CREATE INDEX changeGroupByTarget ON changeGroup(target) WHERE target IS NOT NULL;
CREATE INDEX changeGroupByUndoneBy ON changeGroup(undoneBy) WHERE undoneBy IS NOT NULL;
CREATE INDEX changeGroupOpen ON changeGroup(id) WHERE open = 1;

-- The state of one set after one change. Never updated.
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
CREATE INDEX revisionByState ON revision(state);
CREATE INDEX revisionByBefore ON revision(before) WHERE before IS NOT NULL;
