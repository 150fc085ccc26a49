/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-page-template.h"

#include <string.h>

#include "redaksi-text.h"

/* Partials in partials: deeper is a template that includes itself. */
#define MAX_DEPTH 16

typedef struct
{
  char *escaped;    /* text, ready to go out */
  GPtrArray *items; /* or a list of scopes */
} Value;

struct _RedaksiPageScope
{
  RedaksiPageScope *around; /* not owned: a scope is owned by its list */
  GHashTable *values;
};

static void
value_free (gpointer data)
{
  Value *value = data;

  g_free (value->escaped);
  g_clear_pointer (&value->items, g_ptr_array_unref);
  g_free (value);
}

RedaksiPageScope *
_redaksi_page_scope_new (void)
{
  RedaksiPageScope *self = g_new0 (RedaksiPageScope, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, value_free);
  return self;
}

void
_redaksi_page_scope_free (RedaksiPageScope *self)
{
  g_hash_table_unref (self->values);
  g_free (self);
}

static void
take (RedaksiPageScope *self, const char *name, char *escaped)
{
  Value *value;

  if (escaped == NULL || *escaped == '\0')
    {
      g_free (escaped);
      g_hash_table_remove (self->values, name);
      return;
    }
  value = g_new0 (Value, 1);
  value->escaped = escaped;
  g_hash_table_replace (self->values, g_strdup (name), value);
}

/* XML has no way to say these, and one of them in a headline makes no feed of the whole feed. */
static void
drop_what_xml_lacks (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p++)
    if (redaksi_text_begins (p, "\xEF\xBF\xBE") || redaksi_text_begins (p, "\xEF\xBF\xBF"))
      p += 2;
    else if ((guchar)*p >= ' ' || *p == '\t' || *p == '\n' || *p == '\r')
      *to++ = *p;
  *to = '\0';
}

void
_redaksi_page_scope_set_text (RedaksiPageScope *self, const char *name, const char *text)
{
  char *escaped = text != NULL ? redaksi_text_escape (text) : NULL;

  if (escaped != NULL)
    drop_what_xml_lacks (escaped);
  take (self, name, escaped);
}

void
_redaksi_page_scope_set_number (RedaksiPageScope *self, const char *name, guint number)
{
  take (self, name, number > 0 ? g_strdup_printf ("%u", number) : NULL);
}

/* What is already markup: the body as the formats room wrote it, the style sheet, JSON-LD. */
void
_redaksi_page_scope_set_markup (RedaksiPageScope *self, const char *name, const char *markup)
{
  take (self, name, g_strdup (markup));
}

/**
 * _redaksi_page_url_is_safe:
 * @url: (nullable): an address for href or src
 *
 * Allows addresses inside the site, web addresses, and the two schemes that a preview's photos come
 * by. javascript:, and every scheme that a browser may learn tomorrow, is refused.
 */
gboolean
_redaksi_page_url_is_safe (const char *url)
{
  static const char *const allowed[]
    = { "https://", "http://", "mailto:", "redaksi-photo:", "data:image/" };
  gsize before_colon;

  if (url == NULL || *url == '\0')
    return FALSE;
  /* Browsers strip control characters and blanks: "java\nscript:" is a scheme to them. */
  for (const char *p = url; *p != '\0'; p++)
    if ((guchar)*p <= ' ' || *p == 0x7f)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (g_ascii_strncasecmp (url, allowed[i], strlen (allowed[i])) == 0)
      return g_ascii_strncasecmp (url, "data:image/svg", 14) != 0;
  before_colon = strcspn (url, ":/?#");
  return url[before_colon] != ':' && !g_str_has_prefix (url, "//");
}

/* An address that is not safe is absent, so that the template leaves its element out. */
void
_redaksi_page_scope_set_url (RedaksiPageScope *self, const char *name, const char *url)
{
  take (self, name, _redaksi_page_url_is_safe (url) ? redaksi_text_escape (url) : NULL);
}

/**
 * _redaksi_page_scope_add:
 * @self: a scope
 * @name: a list in it, made at its first item
 *
 * Returns: (transfer none): the new item
 */
RedaksiPageScope *
_redaksi_page_scope_add (RedaksiPageScope *self, const char *name)
{
  RedaksiPageScope *item = _redaksi_page_scope_new ();
  Value *value = g_hash_table_lookup (self->values, name);

  if (value == NULL || value->items == NULL)
    {
      value = g_new0 (Value, 1);
      value->items = g_ptr_array_new_with_free_func ((GDestroyNotify)_redaksi_page_scope_free);
      g_hash_table_replace (self->values, g_strdup (name), value);
    }
  item->around = self;
  g_ptr_array_add (value->items, item);
  return item;
}

static Value *
look_up (RedaksiPageScope *scope, const char *name)
{
  for (; scope != NULL; scope = scope->around)
    {
      Value *value = g_hash_table_lookup (scope->values, name);
      if (value != NULL)
        return value;
    }
  return NULL;
}

typedef struct
{
  char kind; /* # ^ / > or 0 for a value */
  char *name;
  const char *start; /* of the tag, with the line's start where it stands alone */
  const char *end;   /* after the tag, with the line's end where it stands alone */
} Tag;

/* A tag that is no value and has its line to itself takes the line away with it. */
static void
widen_to_line (Tag *tag, const char *text, const char *limit)
{
  const char *before = tag->start;
  const char *after = tag->end;

  while (before > text && (before[-1] == ' ' || before[-1] == '\t'))
    before--;
  while (after < limit && (*after == ' ' || *after == '\t'))
    after++;
  if ((before == text || before[-1] == '\n') && (after == limit || *after == '\n'))
    {
      tag->start = before;
      tag->end = after < limit ? after + 1 : after;
    }
}

static gboolean
next_tag (const char *text, const char *from, const char *limit, Tag *tag)
{
  const char *open = g_strstr_len (from, limit - from, "{{");
  const char *close = open != NULL ? g_strstr_len (open, limit - open, "}}") : NULL;
  const char *name;

  if (close == NULL)
    return FALSE;
  name = open + 2;
  tag->kind = strchr ("#^/>", *name) != NULL ? *name++ : 0;
  tag->name = g_strstrip (g_strndup (name, name < close ? close - name : 0));
  tag->start = open;
  tag->end = close + 2;
  if (tag->kind != 0)
    widen_to_line (tag, text, limit);
  if (tag->start < from) /* the line began with another tag */
    tag->start = from;
  return TRUE;
}

/* Where the section that was opened ends: @inner_end is before its closing tag, the result after.
 */
static const char *
find_close (const char *text, const char *from, const char *limit, const char *name,
            const char **inner_end)
{
  guint depth = 1;
  Tag tag;

  while (next_tag (text, from, limit, &tag))
    {
      g_autofree char *found = tag.name;
      if (strcmp (found, name) == 0)
        depth += tag.kind == '#' || tag.kind == '^' ? 1 : tag.kind == '/' ? -1 : 0;
      if (depth == 0)
        {
          *inner_end = tag.start;
          return tag.end;
        }
      from = tag.end;
    }
  *inner_end = limit;
  return limit;
}

static void
render (GString *out, const char *text, const char *limit, RedaksiPageScope *scope,
        RedaksiPageTemplates templates, guint depth)
{
  const char *from = text;
  Tag tag;

  while (next_tag (text, from, limit, &tag))
    {
      g_autofree char *name = tag.name;
      Value *value = look_up (scope, name);

      g_string_append_len (out, from, tag.start - from);
      from = tag.end;
      if (tag.kind == 0 && value != NULL && value->escaped != NULL)
        g_string_append (out, value->escaped);
      else if (tag.kind == '>')
        {
          const char *part = templates != NULL ? templates (name) : NULL;
          if (part != NULL && depth < MAX_DEPTH)
            render (out, part, part + strlen (part), scope, templates, depth + 1);
        }
      else if (tag.kind == '#' || tag.kind == '^')
        {
          const char *inner = from;
          const char *inner_end;
          guint n = value == NULL ? 0 : value->items != NULL ? value->items->len : 1;

          from = find_close (text, from, limit, name, &inner_end);
          if (depth >= MAX_DEPTH)
            continue;
          if (tag.kind == '^' && n == 0)
            render (out, inner, inner_end, scope, templates, depth + 1);
          for (guint i = 0; tag.kind == '#' && i < n; i++)
            render (out, inner, inner_end,
                    value->items != NULL ? g_ptr_array_index (value->items, i) : scope, templates,
                    depth + 1);
        }
    }
  g_string_append_len (out, from, limit - from);
}

/**
 * _redaksi_page_template_render:
 * @template: the text of a template
 * @scope: what its names mean
 * @templates: (nullable): where `{{>name}}` looks
 *
 * Returns: (transfer full)
 */
char *
_redaksi_page_template_render (const char *template, RedaksiPageScope *scope,
                               RedaksiPageTemplates templates)
{
  GString *out = g_string_new (NULL);

  render (out, template, template + strlen (template), scope, templates, 0);
  return g_string_free_and_steal (out);
}
