-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first shape of a library. A file of this folder is never changed after a release: what comes
-- later is a new number. Times are microseconds since 1970 UTC; words (states, stages, intents) are
-- those of redaksi-site.h and redaksi-push.h.

-- One row an article. The lower half is what lists show, kept up with every commit of the journal.
CREATE TABLE article (
  row       INTEGER PRIMARY KEY AUTOINCREMENT,
  id        TEXT    NOT NULL UNIQUE,
  state     INTEGER NOT NULL DEFAULT 0,
  created   INTEGER NOT NULL,
  changed   INTEGER NOT NULL,
  scheduled INTEGER NOT NULL DEFAULT 0,
  deleted   INTEGER NOT NULL DEFAULT 0,  -- when it went into the trash
  version   INTEGER NOT NULL DEFAULT 0,  -- transactions ever applied, as far as they are durable
  revision  INTEGER NOT NULL DEFAULT 0,  -- the newest number
  indexed   INTEGER NOT NULL DEFAULT -1, -- the version that search knows
  anchor    INTEGER NOT NULL DEFAULT 0,
  head      INTEGER NOT NULL DEFAULT 0,
  headline  TEXT    NOT NULL DEFAULT '',
  byline    TEXT    NOT NULL DEFAULT '',
  snippet   TEXT    NOT NULL DEFAULT '',
  photo     TEXT,
  section   TEXT    NOT NULL DEFAULT '',
  words     INTEGER NOT NULL DEFAULT 0,
  url       TEXT
) STRICT;

-- Each list is a walk along one of these, newest first.
CREATE INDEX article_by_state ON article (state, changed DESC, row DESC) WHERE deleted = 0;
CREATE INDEX article_by_changed ON article (changed DESC, row DESC, state) WHERE deleted = 0;
CREATE INDEX article_in_trash ON article (deleted DESC, row DESC) WHERE deleted <> 0;
CREATE INDEX article_to_index ON article (row) WHERE indexed <> version;

-- What was done since the revision before the newest: a damaged newest revision can be made again.
CREATE TABLE journal (
  article INTEGER NOT NULL REFERENCES article (row) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  done    TEXT    NOT NULL, -- the transaction as JSON
  digest  TEXT    NOT NULL, -- the first 16 digits of its SHA-256
  PRIMARY KEY (article, version)
) STRICT, WITHOUT ROWID;

-- Whole states, only ever added. data: the article's JSON, zstd; where base is not 0, that
-- revision's JSON stands before it as the prefix.
CREATE TABLE revision (
  article INTEGER NOT NULL REFERENCES article (row) ON DELETE CASCADE,
  number  INTEGER NOT NULL,
  version INTEGER NOT NULL,
  time    INTEGER NOT NULL,
  reason  TEXT    NOT NULL,
  label   TEXT,
  digest  TEXT    NOT NULL,
  words   INTEGER NOT NULL,
  size    INTEGER NOT NULL, -- of the JSON, bytes
  base    INTEGER NOT NULL,
  data    BLOB    NOT NULL,
  PRIMARY KEY (article, number)
) STRICT;

-- The text as search sees it. It is kept beside the index because only who knows the old words can
-- take them out of the index for good.
CREATE TABLE article_text (
  row      INTEGER PRIMARY KEY REFERENCES article (row),
  headline TEXT NOT NULL,
  body     TEXT NOT NULL,
  captions TEXT NOT NULL,
  bylines  TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE article_search USING fts5 (
  headline, body, captions, bylines,
  content = 'article_text', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2'
);
INSERT INTO article_search (article_search, rank) VALUES ('secure-delete', 1);

-- For completion: who stood in a byline, which sections and tags were used, and when last.
CREATE TABLE person (
  name TEXT PRIMARY KEY,
  used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE term (
  kind TEXT    NOT NULL,
  name TEXT    NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

-- Sites by their properties as JSON; never a password.
CREATE TABLE site (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  id    TEXT NOT NULL UNIQUE,
  data  TEXT NOT NULL
) STRICT;

-- The outbox.
CREATE TABLE push (
  place     INTEGER PRIMARY KEY AUTOINCREMENT,
  id        TEXT    NOT NULL UNIQUE,
  article   TEXT    NOT NULL,
  revision  INTEGER NOT NULL,
  site      TEXT    NOT NULL,
  intent    TEXT    NOT NULL,
  scheduled INTEGER NOT NULL,
  created   INTEGER NOT NULL,
  stage     TEXT    NOT NULL,
  finished  INTEGER NOT NULL, -- 1: the stage is final
  attempts  INTEGER NOT NULL,
  next_try  INTEGER NOT NULL,
  message   TEXT,
  raw       TEXT,
  url       TEXT,
  sent      INTEGER NOT NULL
) STRICT;

CREATE INDEX push_unfinished ON push (place) WHERE finished = 0;
CREATE INDEX push_by_article ON push (article, place);

-- What sites call our articles and photos.
CREATE TABLE remote (
  site      TEXT NOT NULL,
  local     TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  url       TEXT,
  state     TEXT,
  PRIMARY KEY (site, local)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
