/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* What a photo's first bytes say of it. Nothing is decoded. */
typedef struct
{
  const char *type;      /* MIME */
  const char *extension; /* with the dot */
  guint       width;
  guint       height;
} RedaksiPressPicture;

gboolean redaksi_press_picture_read (const guint8 *data, gsize length, RedaksiPressPicture *picture);

G_END_DECLS
