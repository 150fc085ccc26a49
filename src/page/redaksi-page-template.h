/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/*
 * The template engine of this room: no logic, and nothing goes out unescaped by mistake.
 *
 *   {{name}}             the value, escaped for text and for attributes in double quotes
 *   {{#name}}…{{/name}}  once for each item of a list; once where a text is present
 *   {{^name}}…{{/name}}  where there is nothing of that name
 *   {{>name}}            another template
 *
 * Whether a value is markup is not the template's to say: only what C put in with set_markup goes
 * out as it stands. The empty text and no text are the same: absent, so a template that asks first
 * leaves no empty element. A name is looked for in the item, then in what is around it.
 */

typedef struct _RedaksiPageScope RedaksiPageScope;

RedaksiPageScope *_redaksi_page_scope_new        (void);
void              _redaksi_page_scope_free       (RedaksiPageScope *self);
void              _redaksi_page_scope_set_text   (RedaksiPageScope *self, const char *name, const char *text);
void              _redaksi_page_scope_set_number (RedaksiPageScope *self, const char *name, guint number);
void              _redaksi_page_scope_set_url    (RedaksiPageScope *self, const char *name, const char *url);
void              _redaksi_page_scope_set_markup (RedaksiPageScope *self, const char *name, const char *markup);
RedaksiPageScope *_redaksi_page_scope_add        (RedaksiPageScope *self, const char *name);

/* Finds a template by the name that {{>name}} gives; NULL where there is none. */
typedef const char *(*RedaksiPageTemplates) (const char *name);

char    *_redaksi_page_template_render (const char *template, RedaksiPageScope *scope,
                                        RedaksiPageTemplates templates);
gboolean _redaksi_page_url_is_safe     (const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiPageScope, _redaksi_page_scope_free)

G_END_DECLS
