/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

G_BEGIN_DECLS

/*
 * RedaksiMark: something that is true of a run of text. An immutable, reference-counted value.
 * The value of a link is its address; of a note, an insertion or a deletion its id; else NULL.
 * Links exclude each other: a character has one link at most.
 */

typedef enum
{
  REDAKSI_MARK_STRONG,
  REDAKSI_MARK_EMPHASIS,
  REDAKSI_MARK_STRIKETHROUGH,
  REDAKSI_MARK_LINK,
  REDAKSI_MARK_NOTE,
  REDAKSI_MARK_INSERTION,
  REDAKSI_MARK_DELETION,
} RedaksiMarkKind;

#define REDAKSI_MARK_KIND_LAST REDAKSI_MARK_DELETION

typedef struct _RedaksiMark RedaksiMark;

#define REDAKSI_TYPE_MARK (redaksi_mark_get_type ())
GType redaksi_mark_get_type (void);

RedaksiMark    *redaksi_mark_new       (RedaksiMarkKind kind, const char *value);
RedaksiMark    *redaksi_mark_ref       (RedaksiMark *self);
void            redaksi_mark_unref     (RedaksiMark *self);
RedaksiMarkKind redaksi_mark_get_kind  (const RedaksiMark *self);
const char     *redaksi_mark_get_value (const RedaksiMark *self);
int             redaksi_mark_compare   (const RedaksiMark *a, const RedaksiMark *b);
gboolean        redaksi_mark_equal     (const RedaksiMark *a, const RedaksiMark *b);

const char     *redaksi_mark_kind_to_string   (RedaksiMarkKind kind);
gboolean        redaksi_mark_kind_from_string (const char *text, RedaksiMarkKind *kind);

/* A mark on the characters start <= c < end of one block. */
typedef struct
{
  guint        start;
  guint        end;
  RedaksiMark *mark;
} RedaksiMarkSpan;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiMark, redaksi_mark_unref)

G_END_DECLS
