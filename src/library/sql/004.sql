-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a revision's digest is to its content the seal is to a row: what its other columns were when
-- they were written. Of an article, of what is known of its revisions, of what was sent of it, and
-- of what sites call it. redaksi_seal() is our own function: redaksi-seal.c.

ALTER TABLE article ADD COLUMN seal TEXT;
ALTER TABLE revision ADD COLUMN seal TEXT;
ALTER TABLE push ADD COLUMN seal TEXT;
ALTER TABLE remote ADD COLUMN seal TEXT;

UPDATE article SET seal = redaksi_seal (row, id, state, created, changed, scheduled, deleted, version,
  revision, indexed, anchor, head, headline, byline, snippet, photo, section, words, url);
UPDATE revision SET seal = redaksi_seal (article, number, version, time, reason, label, digest, words,
  size, base);
UPDATE push SET seal = redaksi_seal (place, id, article, revision, site, intent, scheduled, created,
  stage, finished, attempts, next_try, message, raw, url, sent, version);
UPDATE remote SET seal = redaksi_seal (site, local, remote_id, url, state);
