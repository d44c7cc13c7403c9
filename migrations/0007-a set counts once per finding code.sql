-- Three empty captions are one thing to find a set by: the light table, the facets and `lint:` ask which codes a set has, never how
-- often. One row per code instead of one per finding lets every one of them read rows and count them without sorting. The findings
-- themselves, with their words and places, follow from the state and are never read from here. DERIVED, like the table it replaces.

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
INSERT INTO findingCode SELECT imageSet, code, dismissed, project, max(severity), hidden FROM finding GROUP BY imageSet, code, dismissed;
DROP TABLE finding;
CREATE INDEX findingCodeByCode ON findingCode(project, hidden, dismissed, code, severity, imageSet);

-- imageSet.errors and imageSet.warnings count codes from now on.
UPDATE imageSet SET
    errors = (SELECT count(*) FROM findingCode f WHERE f.imageSet = imageSet.id AND severity = 2 AND dismissed = 0),
    warnings = (SELECT count(*) FROM findingCode f WHERE f.imageSet = imageSet.id AND severity = 1 AND dismissed = 0);
UPDATE imageSet SET badness = errors * 1000 + min(warnings, 999);
