-- The facets of a light table without a query count every set of a project by category, status, views and badness; an index that
-- holds exactly these, in the order they are grouped by, is read once from end to end without touching a row or sorting.

DROP INDEX imageSetByCategory;
CREATE INDEX imageSetByFacet ON imageSet(project, deleted, category, status, viewCount, badness);

-- Sets are counted once per code however many findings of it they have: with the set right behind the code the rows of one set
-- lie together.
DROP INDEX findingByCode;
CREATE INDEX findingByCode ON finding(project, hidden, dismissed, code, imageSet, severity);
