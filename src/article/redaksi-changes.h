/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

/*
 * RedaksiChange: one thing in which two states of an article differ, as a person looks at it: a
 * field, or a block, or some blocks of the one that the other has not. A photo and its caption are
 * one thing. Each can be taken from the old state by itself, with redaksi_change_take_old().
 */

typedef enum
{
  REDAKSI_SEGMENT_SAME,
  REDAKSI_SEGMENT_REMOVED,
  REDAKSI_SEGMENT_INSERTED,
} RedaksiSegmentKind;

/* A stretch of a text that was compared with another word by word. */
typedef struct
{
  RedaksiSegmentKind kind;
  char *text;
} RedaksiSegment;

typedef struct
{
  const char *field; /* interned; NULL: blocks */
  /* The blocks [old_from, old_to) of the old state stand as [new_from, new_to) in the new one; one
   * of the two may be empty. */
  guint old_from, old_to;
  guint new_from, new_to;
} RedaksiChange;

GPtrArray      *redaksi_changes_find     (RedaksiArticle *older, RedaksiArticle *newer);
RedaksiArticle *redaksi_change_take_old  (const RedaksiChange *change, RedaksiArticle *older,
                                          RedaksiArticle *newer);
GPtrArray      *redaksi_compare_texts    (const char *older, const char *newer);

G_END_DECLS
