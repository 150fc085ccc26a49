/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* The helper program's own parts: what each reads is a stranger's file. */

/* Why a photo is not taken: the word that goes into the answer. */
typedef struct
{
  const char *word; /* NULL: all is well */
  int megapixels;   /* with "limits" */
  char *detail;     /* for the administrator */
} Trouble;

typedef struct
{
  int width; /* as seen */
  int height;
  int web_width;
  int web_height;
  GBytes *web; /* JPEG without any metadata */
  GBytes *thumb;
} Copies;

/* What a photo says about itself; all may be NULL. */
typedef struct
{
  char *caption;
  char *credit;
  char *alt;
  char *title;
  char *taken;
  char *byline;
  char *copyright;
} Texts;

/* confine.c: before anything of the file is read */
void confine (void);

/* derive.c */
gboolean derive (const char *mime_type, int fd, Copies *copies, Trouble *trouble);
void copies_clear (Copies *copies);

/* texts.c */
void texts_read (const void *data, gsize length, Texts *texts);
GBytes *texts_write (GBytes *jpeg, const Texts *texts, Trouble *trouble);
void texts_clear (Texts *texts);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copies, copies_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

G_END_DECLS
