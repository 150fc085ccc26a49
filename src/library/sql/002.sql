-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which photos an article ever had, in its text or its history, so that a photo that nobody has any
-- more can go when the trash is emptied.

CREATE TABLE photo_use (
  digest  TEXT    NOT NULL,
  article INTEGER NOT NULL REFERENCES article (row) ON DELETE CASCADE,
  PRIMARY KEY (digest, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX photo_use_by_article ON photo_use (article);

-- Photos whose last article was purged at that time, and whose files are still to be removed.
CREATE TABLE photo_gone (
  digest TEXT PRIMARY KEY,
  time   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Articles up to this row were there before; what they had is looked up when somebody needs to know.
INSERT INTO setting (name, value)
  SELECT 'photo-use-unknown', CAST (row AS TEXT) FROM article ORDER BY row DESC LIMIT 1;
