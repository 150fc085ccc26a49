-- SPDX-License-Identifier: GPL-3.0-or-later
-- The press's first shape. Times are seconds UTC.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  role TEXT NOT NULL,
  secret TEXT NOT NULL,            -- crypt(3) hash with its salt
  created INTEGER NOT NULL
);
CREATE TABLE post (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  author INTEGER NOT NULL REFERENCES user (id),
  status TEXT NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  summary TEXT NOT NULL,           -- one sentence for lists, made when the post is stored
  date INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  floating INTEGER NOT NULL,       -- the date is not set yet: publishing sets it
  featured INTEGER NOT NULL,
  sticky INTEGER NOT NULL
);
CREATE INDEX post_by_slug ON post (slug);
CREATE INDEX post_by_date ON post (status, date, id);
CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  post INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  author INTEGER NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  modified INTEGER NOT NULL
);
CREATE INDEX revision_by_post ON revision (post, id);
CREATE TABLE media (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  author INTEGER NOT NULL REFERENCES user (id),
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  caption TEXT NOT NULL,
  alt TEXT NOT NULL,
  description TEXT NOT NULL,
  post INTEGER NOT NULL,
  name TEXT NOT NULL,              -- the last part of its address
  digest TEXT NOT NULL,            -- its file in media/
  type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size INTEGER NOT NULL,
  date INTEGER NOT NULL,
  modified INTEGER NOT NULL
);
CREATE TABLE term (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,              -- category, post_tag
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  description TEXT NOT NULL,
  parent INTEGER NOT NULL,
  UNIQUE (kind, slug)
);
CREATE TABLE post_term (
  post INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  term INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  PRIMARY KEY (post, term)
) WITHOUT ROWID;
CREATE INDEX post_term_by_term ON post_term (term, post);
CREATE VIRTUAL TABLE post_text USING fts5 (title, text, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO term (id, kind, name, slug, description, parent)
  VALUES (1, 'category', 'Uncategorized', 'uncategorized', '', 0);
