-- Everything here is DERIVED: `Store.rebuildDerived` writes it anew from the states.

-- What a set says, for search and for snapshots.
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

-- The full-text index over setDocument, which holds the words; the triggers keep the two together.
CREATE VIRTUAL TABLE setText USING fts5(
    key, prompt, captions, tags, category,
    content = 'setDocument', content_rowid = 'imageSet', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER setDocumentInserted AFTER INSERT ON setDocument BEGIN
    INSERT INTO setText(rowid, key, prompt, captions, tags, category)
    VALUES (new.imageSet, new.key, new.prompt, new.captions, new.tags, new.category);
END;
CREATE TRIGGER setDocumentDeleted AFTER DELETE ON setDocument BEGIN
    INSERT INTO setText(setText, rowid, key, prompt, captions, tags, category)
    VALUES ('delete', old.imageSet, old.key, old.prompt, old.captions, old.tags, old.category);
END;
CREATE TRIGGER setDocumentUpdated AFTER UPDATE ON setDocument
WHEN (old.key, old.prompt, old.captions, old.tags, old.category) IS NOT (new.key, new.prompt, new.captions, new.tags, new.category) BEGIN
    INSERT INTO setText(setText, rowid, key, prompt, captions, tags, category)
    VALUES ('delete', old.imageSet, old.key, old.prompt, old.captions, old.tags, old.category);
    INSERT INTO setText(rowid, key, prompt, captions, tags, category)
    VALUES (new.imageSet, new.key, new.prompt, new.captions, new.tags, new.category);
END;

-- What the linter says about each set.
CREATE TABLE finding (
    imageSet INTEGER NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    -- The finding's own id, stable for the same fault in the same words.
    finding TEXT NOT NULL,
    project INTEGER NOT NULL,
    code TEXT NOT NULL,
    -- 2 error, 1 warning, 0 information.
    severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 2),
    dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),
    -- Of a deleted set: kept for its return, but counted nowhere.
    hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    PRIMARY KEY (imageSet, finding)
) STRICT, WITHOUT ROWID;
CREATE INDEX findingByCode ON finding(project, hidden, dismissed, code, severity, imageSet);

CREATE TABLE tag (
    imageSet INTEGER NOT NULL REFERENCES imageSet(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    project INTEGER NOT NULL,
    hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    PRIMARY KEY (imageSet, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagByName ON tag(project, hidden, tag, imageSet);
