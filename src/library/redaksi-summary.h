/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

#include "redaksi-site.h"

G_BEGIN_DECLS

/* RedaksiSummary: an article as a list shows it. Read-only properties of the same names. */
#define REDAKSI_TYPE_SUMMARY (redaksi_summary_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSummary, redaksi_summary, REDAKSI, SUMMARY, GObject)

gint64       redaksi_summary_get_row      (RedaksiSummary *self);
const char  *redaksi_summary_get_id       (RedaksiSummary *self);
const char  *redaksi_summary_get_headline (RedaksiSummary *self); /* "" when there is none yet */
const char  *redaksi_summary_get_byline   (RedaksiSummary *self); /* persons joined by ", " */
const char  *redaksi_summary_get_snippet  (RedaksiSummary *self); /* the beginning of the text, or where the words were found */
const char  *redaksi_summary_get_photo    (RedaksiSummary *self); /* digest of the lead photo, nullable */
const char  *redaksi_summary_get_section  (RedaksiSummary *self);
RedaksiState redaksi_summary_get_state    (RedaksiSummary *self);
gint64       redaksi_summary_get_changed  (RedaksiSummary *self); /* microseconds, UTC */
gint64       redaksi_summary_get_scheduled (RedaksiSummary *self); /* 0 when not */
guint        redaksi_summary_get_words    (RedaksiSummary *self);
guint        redaksi_summary_get_revision (RedaksiSummary *self); /* newest number */
gboolean     redaksi_summary_get_deleted  (RedaksiSummary *self);
const char  *redaksi_summary_get_url      (RedaksiSummary *self); /* where it was published, nullable */

G_END_DECLS
