/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-body.h"

G_BEGIN_DECLS

/* RedaksiEmbedKind: a service whose posts are set into a page by their address alone. */
typedef struct
{
  const char *name;     /* as people say it */
  const char *provider; /* WordPress's word for it; NULL where WordPress does not know it */
  gboolean video;       /* a film, so 16:9; else of the height that it has */
} RedaksiEmbedKind;

const RedaksiEmbedKind *redaksi_embed_kind      (const char *address);
/* What was typed or pasted is the address of one post, and nothing else. */
char                   *redaksi_embed_address   (const char *text);
RedaksiBody            *redaksi_body_with_embeds (RedaksiBody *body);

G_END_DECLS
