/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-body-view.h"
#include "redaksi-speller.h"

G_BEGIN_DECLS

/*
 * RedaksiBodySpelling: underlines misspelt words of a body and offers better ones in its context menu.
 *
 * Nothing of it is done while a key is handled: changed blocks are checked a moment later on the speller's
 * worker, a few at a time, and an answer is used only if the block is still the one that was asked about.
 * The word that the cursor is in is left alone until the cursor goes.
 */
#define REDAKSI_TYPE_BODY_SPELLING (redaksi_body_spelling_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiBodySpelling, redaksi_body_spelling, REDAKSI, BODY_SPELLING, GObject)

RedaksiBodySpelling *redaksi_body_spelling_new         (RedaksiBodyView *view); /* which outlives it */
void                 redaksi_body_spelling_set_speller (RedaksiBodySpelling *self, RedaksiSpeller *speller); /* nullable: no spelling */

G_END_DECLS
