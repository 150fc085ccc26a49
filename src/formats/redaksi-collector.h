/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-formats-private.h"

G_BEGIN_DECLS

/*
 * RedaksiCollector: where a reader of a foreign form puts what it meets, in order, and which makes
 * blocks of it: text with marks, soft breaks, leaves. It keeps the rules of blocks (no line ends,
 * no leaf character in text) whatever it is given, so that a reader can't make an invalid body.
 *
 * A collector that is *exact* changes no blank; else blanks are collapsed as HTML does it, the ends
 * of blocks are trimmed, blocks of nothing but blanks are dropped, and two soft breaks in a row
 * part a paragraph.
 */
typedef struct _RedaksiCollector RedaksiCollector;

typedef struct
{
  gboolean strong;
  gboolean emphasis;
  gboolean strike;
  RedaksiMark *link; /* nullable, not owned */
} RedaksiMarks;

typedef enum
{
  REDAKSI_BLANKS_COLLAPSE,
  REDAKSI_BLANKS_KEEP,  /* spaces stay, line ends are spaces */
  REDAKSI_BLANKS_LINES, /* spaces stay, line ends are soft breaks */
} RedaksiBlanks;

RedaksiCollector *redaksi_collector_new (gboolean exact);
void redaksi_collector_free (RedaksiCollector *self);
void redaksi_collector_set_shape (RedaksiCollector *self, RedaksiShape *shape);
RedaksiShape *redaksi_collector_get_shape (RedaksiCollector *self);
void redaksi_collector_add_text (RedaksiCollector *self, const char *text, gssize length,
                                 const RedaksiMarks *marks, RedaksiBlanks blanks);
void redaksi_collector_add_space (RedaksiCollector *self);
void redaksi_collector_add_break (RedaksiCollector *self, const RedaksiMarks *marks);
gboolean redaksi_collector_has_text (RedaksiCollector *self);
guint redaksi_collector_get_length (RedaksiCollector *self);
RedaksiBlock *redaksi_collector_take_block (RedaksiCollector *self);
void redaksi_collector_flush (RedaksiCollector *self);
void redaksi_collector_add_block (RedaksiCollector *self, RedaksiBlock *block);
void redaksi_collector_add_leaf (RedaksiCollector *self, RedaksiShape *shape);
guint redaksi_collector_get_n (RedaksiCollector *self);
GPtrArray *redaksi_collector_get_blocks (RedaksiCollector *self);
RedaksiBody *redaksi_collector_finish (RedaksiCollector *self);
/* redaksi-pictures.c */
void _redaksi_collector_add_picture (RedaksiCollector *collector, GPtrArray *pictures,
                                     GBytes *bytes, const char *address, const char *alt);
RedaksiBody *redaksi_collector_finish_foreign (RedaksiCollector *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiCollector, redaksi_collector_free)

G_END_DECLS
