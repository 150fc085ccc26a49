-- SPDX-License-Identifier: GPL-3.0-or-later
-- The journal has a row behind all versions of an article where its own row does not know of the
-- last of them yet: redaksi-store-tail.c. After a crash those are looked for.

CREATE INDEX IF NOT EXISTS journal_tail ON journal (article) WHERE version = 9223372036854775807;
