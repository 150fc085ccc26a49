/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

G_BEGIN_DECLS

/*
 * RedaksiByline: a person and a role on an article. The person needs no account anywhere.
 * The role is one of the words below, which the page prints in the site's language
 * (`Penulis : Bayu`), or free text, which is printed as it stands.
 */

#define REDAKSI_ROLE_WRITER       "writer"
#define REDAKSI_ROLE_EDITOR       "editor"
#define REDAKSI_ROLE_PHOTOGRAPHER "photographer"
#define REDAKSI_ROLE_CONTRIBUTOR  "contributor"
#define REDAKSI_ROLE_TRANSLATOR   "translator"

typedef struct _RedaksiByline RedaksiByline;

#define REDAKSI_TYPE_BYLINE (redaksi_byline_get_type ())
GType redaksi_byline_get_type (void);

RedaksiByline *redaksi_byline_new         (const char *person, const char *role);
RedaksiByline *redaksi_byline_parse       (const char *text);
RedaksiByline *redaksi_byline_ref         (RedaksiByline *self);
void           redaksi_byline_unref       (RedaksiByline *self);
const char    *redaksi_byline_get_person  (const RedaksiByline *self);
const char    *redaksi_byline_get_role    (const RedaksiByline *self);
char          *redaksi_byline_dup_label   (const RedaksiByline *self, const char *language);
const char    *redaksi_role_get_label     (const char *role, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiByline, redaksi_byline_unref)

G_END_DECLS
