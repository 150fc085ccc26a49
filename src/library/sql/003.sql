-- SPDX-License-Identifier: GPL-3.0-or-later
-- How often the row of a push was written: of two states of it the higher one is the newer.

ALTER TABLE push ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
