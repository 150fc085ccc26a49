/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-html-tokens.h"

#include <string.h>

typedef enum
{
  TAG_BLOCK,      /* nests */
  TAG_LOOSE,      /* a block whose end tag people leave out: closed by its next like */
  TAG_INLINE,     /* nests */
  TAG_FORMATTING, /* is opened again by the tree builder where it was left open */
  TAG_VOID,
  TAG_SKIP, /* gone with all that is in it */
  TAG_RAW,  /* the same, and its content is no markup */
} TagClass;

typedef struct
{
  const char *name;
  TagClass class;
  gboolean foreign; /* has no place in the model: kept whole where the reader asks for it */
} Tag;

/* Sorted by name. What is not here is left out, its content is not. */
static const Tag tags[] = {
  { "a", TAG_FORMATTING, FALSE },      { "abbr", TAG_INLINE, FALSE },
  { "address", TAG_BLOCK, FALSE },     { "applet", TAG_SKIP, TRUE },
  { "article", TAG_BLOCK, FALSE },     { "aside", TAG_BLOCK, FALSE },
  { "audio", TAG_SKIP, TRUE },         { "b", TAG_FORMATTING, FALSE },
  { "big", TAG_FORMATTING, FALSE },    { "blockquote", TAG_BLOCK, FALSE },
  { "body", TAG_BLOCK, FALSE },        { "br", TAG_VOID, FALSE },
  { "button", TAG_SKIP, TRUE },        { "canvas", TAG_SKIP, TRUE },
  { "caption", TAG_BLOCK, FALSE },     { "center", TAG_BLOCK, FALSE },
  { "cite", TAG_INLINE, FALSE },       { "code", TAG_FORMATTING, FALSE },
  { "dd", TAG_LOOSE, FALSE },          { "del", TAG_INLINE, FALSE },
  { "details", TAG_BLOCK, TRUE },      { "dfn", TAG_INLINE, FALSE },
  { "div", TAG_BLOCK, FALSE },         { "dl", TAG_BLOCK, FALSE },
  { "dt", TAG_LOOSE, FALSE },          { "em", TAG_FORMATTING, FALSE },
  { "embed", TAG_VOID, TRUE },         { "fieldset", TAG_BLOCK, FALSE },
  { "figcaption", TAG_BLOCK, FALSE },  { "figure", TAG_BLOCK, FALSE },
  { "font", TAG_FORMATTING, FALSE },   { "footer", TAG_BLOCK, FALSE },
  { "form", TAG_BLOCK, TRUE },         { "h1", TAG_BLOCK, FALSE },
  { "h2", TAG_BLOCK, FALSE },          { "h3", TAG_BLOCK, FALSE },
  { "h4", TAG_BLOCK, FALSE },          { "h5", TAG_BLOCK, FALSE },
  { "h6", TAG_BLOCK, FALSE },          { "head", TAG_SKIP, FALSE },
  { "header", TAG_BLOCK, FALSE },      { "hr", TAG_VOID, FALSE },
  { "i", TAG_FORMATTING, FALSE },      { "iframe", TAG_RAW, TRUE },
  { "img", TAG_VOID, FALSE },          { "ins", TAG_INLINE, FALSE },
  { "kbd", TAG_INLINE, FALSE },        { "legend", TAG_BLOCK, FALSE },
  { "li", TAG_LOOSE, FALSE },          { "main", TAG_BLOCK, FALSE },
  { "map", TAG_SKIP, FALSE },          { "mark", TAG_INLINE, FALSE },
  { "math", TAG_SKIP, TRUE },          { "nav", TAG_BLOCK, FALSE },
  { "noembed", TAG_RAW, FALSE },       { "noframes", TAG_RAW, FALSE },
  { "noscript", TAG_SKIP, FALSE },     { "object", TAG_SKIP, TRUE },
  { "ol", TAG_BLOCK, FALSE },          { "p", TAG_LOOSE, FALSE },
  { "picture", TAG_INLINE, FALSE },    { "pre", TAG_BLOCK, FALSE },
  { "q", TAG_INLINE, FALSE },          { "s", TAG_FORMATTING, FALSE },
  { "samp", TAG_INLINE, FALSE },       { "script", TAG_RAW, TRUE },
  { "section", TAG_BLOCK, FALSE },     { "select", TAG_SKIP, FALSE },
  { "small", TAG_FORMATTING, FALSE },  { "span", TAG_INLINE, FALSE },
  { "strike", TAG_FORMATTING, FALSE }, { "strong", TAG_FORMATTING, FALSE },
  { "style", TAG_RAW, FALSE },         { "sub", TAG_INLINE, FALSE },
  { "summary", TAG_BLOCK, FALSE },     { "sup", TAG_INLINE, FALSE },
  { "svg", TAG_SKIP, TRUE },           { "table", TAG_BLOCK, TRUE },
  { "tbody", TAG_LOOSE, FALSE },       { "td", TAG_LOOSE, FALSE },
  { "template", TAG_SKIP, FALSE },     { "textarea", TAG_RAW, FALSE },
  { "tfoot", TAG_LOOSE, FALSE },       { "th", TAG_LOOSE, FALSE },
  { "thead", TAG_LOOSE, FALSE },       { "time", TAG_INLINE, FALSE },
  { "title", TAG_RAW, FALSE },         { "tr", TAG_LOOSE, FALSE },
  { "tt", TAG_FORMATTING, FALSE },     { "u", TAG_FORMATTING, FALSE },
  { "ul", TAG_BLOCK, FALSE },          { "var", TAG_INLINE, FALSE },
  { "video", TAG_SKIP, TRUE },         { "wbr", TAG_VOID, FALSE },
  { "xmp", TAG_RAW, FALSE },
};

/* What the reader looks at. */
static const char *const known_attributes[]
  = { "alt", "aria-level", "class", "height", "href", "role",
      "src", "start",      "style", "type",   "width" };

typedef struct
{
  const char *start, *end; /* of the name and value in the source; value may be empty */
  const char *value, *value_end;
} Attribute;

typedef struct
{
  const char *at, *end;
  RedaksiHtmlFilter *filter;
  GString *out;
  GArray *stack; /* of const Tag *: what is open and nests */
  guint counts[G_N_ELEMENTS (tags)];
  guint active; /* formatting elements that a tree builder holds open */
  guint active_by_tag[G_N_ELEMENTS (tags)];
  guint64 cost;
  guint elements;
  gboolean no_comment_ends; /* no comment is closed from here on: it was looked for once */
} Filter;

static int
compare_tag (const void *key, const void *member)
{
  return strcmp (key, ((const Tag *)member)->name);
}

static const Tag *
find_tag (const char *name, gsize length)
{
  char lower[16];

  if (length >= sizeof lower)
    return NULL;
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (name[i]);
  lower[length] = '\0';
  return bsearch (lower, tags, G_N_ELEMENTS (tags), sizeof (Tag), compare_tag);
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static const char *
skip_name (const char *p, const char *end)
{
  while (p < end && !is_space (*p) && *p != '>' && *p != '/')
    p++;
  return p;
}

/* Reads one attribute at *p as browsers do; FALSE at the end of the tag, where *p is then. */
static gboolean
next_attribute (const char **p, const char *end, Attribute *attribute)
{
  const char *q = *p;

  while (q < end && (is_space (*q) || *q == '/'))
    q++;
  *p = q;
  if (q >= end || *q == '>')
    return FALSE;
  attribute->start = q++;
  while (q < end && !is_space (*q) && *q != '>' && *q != '/' && *q != '=')
    q++;
  attribute->end = q;
  attribute->value = attribute->value_end = q;
  *p = q;
  while (q < end && is_space (*q))
    q++;
  if (q >= end || *q != '=')
    return TRUE;
  q++;
  while (q < end && is_space (*q))
    q++;
  if (q < end && (*q == '"' || *q == '\''))
    {
      char quote = *q++;
      const char *close = memchr (q, quote, end - q);
      attribute->value = q;
      attribute->value_end = close != NULL ? close : end;
      q = close != NULL ? close + 1 : end;
    }
  else
    {
      attribute->value = q;
      while (q < end && !is_space (*q) && *q != '>')
        q++;
      attribute->value_end = q;
    }
  *p = q;
  return TRUE;
}

static gboolean
is_known_attribute (const Attribute *attribute)
{
  gsize n = attribute->end - attribute->start;

  for (guint i = 0; i < G_N_ELEMENTS (known_attributes); i++)
    if (strlen (known_attributes[i]) == n
        && g_ascii_strncasecmp (known_attributes[i], attribute->start, n) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_plain_name (const Attribute *attribute)
{
  for (const char *p = attribute->start; p < attribute->end; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return attribute->end - attribute->start < 64;
}

/* What take_foreign() writes may not come from outside. */
static gboolean
is_ours (const Attribute *attribute)
{
  return g_ascii_strncasecmp (attribute->start, "data-redaksi", strlen ("data-redaksi")) == 0;
}

static void
write_attribute (GString *out, const Attribute *attribute)
{
  g_string_append_c (out, ' ');
  for (const char *p = attribute->start; p < attribute->end; p++)
    g_string_append_c (out, g_ascii_tolower (*p));
  g_string_append (out, "=\"");
  for (const char *p = attribute->value; p < attribute->value_end; p++)
    if (*p == '"')
      g_string_append (out, "&quot;");
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

/* Copies the attributes that stay; returns the place after the tag. */
static const char *
write_attributes (Filter *self, const char *p, gboolean write)
{
  Attribute attribute, kept[REDAKSI_HTML_MAX_ATTRIBUTES];
  guint n = 0, seen = 0;

  while (next_attribute (&p, self->end, &attribute))
    {
      gboolean twice = FALSE;
      gsize length = attribute.end - attribute.start;
      if (!write || seen++ >= REDAKSI_HTML_MAX_ATTRIBUTES
          || (!self->filter->keep_all_attributes && !is_known_attribute (&attribute))
          || !is_plain_name (&attribute) || is_ours (&attribute))
        {
          if (write && self->filter->keep_all_attributes)
            self->filter->dropped = TRUE;
          continue;
        }
      for (guint i = 0; i < n && !twice; i++)
        twice = (gsize)(kept[i].end - kept[i].start) == length
                && g_ascii_strncasecmp (kept[i].start, attribute.start, length) == 0;
      if (twice)
        continue;
      kept[n++] = attribute;
      write_attribute (self->out, &attribute);
    }
  return p < self->end ? p + 1 : self->end;
}

/* The place right after the end tag of what is skipped, markup inside counted. */
static const char *
skip_element (const char *p, const char *end, const Tag *tag)
{
  gsize length = strlen (tag->name);
  guint depth = 1;

  while (p < end)
    {
      const char *open = memchr (p, '<', end - p);
      gboolean closes;
      if (open == NULL)
        return end;
      closes = open + 1 < end && open[1] == '/';
      p = open + 1 + closes;
      if ((gsize)(end - p) < length || g_ascii_strncasecmp (p, tag->name, length) != 0
          || ((gsize)(end - p) > length && !is_space (p[length]) && p[length] != '>'
              && p[length] != '/'))
        continue;
      if (!closes)
        {
          Attribute attribute;
          p += length;
          depth += tag->class != TAG_RAW;
          while (tag->class != TAG_RAW && next_attribute (&p, end, &attribute))
            ;
          if (tag->class != TAG_RAW && p > open + 1 && p < end && p[-1] == '/')
            depth--;
          continue;
        }
      if (--depth == 0)
        {
          const char *close = memchr (p, '>', end - p);
          return close != NULL ? close + 1 : end;
        }
    }
  return end;
}

static void
add_cost (Filter *self)
{
  self->cost += self->active;
}

static gboolean
check_limits (Filter *self, GError **error)
{
  if (self->stack->len + self->active <= REDAKSI_HTML_MAX_DEPTH
      && self->cost <= REDAKSI_HTML_MAX_COST && self->elements <= REDAKSI_HTML_MAX_ELEMENTS)
    return TRUE;
  g_set_error_literal (error, REDAKSI_FORMAT_ERROR, REDAKSI_FORMAT_ERROR_LIMITS,
                       "the HTML is nested too deeply, or has more elements than an article");
  return FALSE;
}

/* Ends that match nothing are left out: a tree builder would make blocks of some. */
static gboolean
close_tag (Filter *self, const Tag *tag)
{
  guint k = tag - tags;
  gboolean known = self->counts[k] > 0;

  if (tag->class == TAG_FORMATTING && self->active_by_tag[k] > 0)
    {
      self->active_by_tag[k]--;
      self->active--;
      known = TRUE;
    }
  if (tag->class == TAG_LOOSE)
    return TRUE;
  while (self->counts[k] > 0)
    {
      const Tag *last = g_array_index (self->stack, const Tag *, self->stack->len - 1);
      /* Formatting does not close what it stands around. */
      if (tag->class == TAG_FORMATTING && last != tag && last->class == TAG_BLOCK)
        {
          for (guint i = self->stack->len; i > 0; i--)
            if (g_array_index (self->stack, const Tag *, i - 1) == tag)
              {
                g_array_remove_index (self->stack, i - 1);
                self->counts[k]--;
                return TRUE;
              }
        }
      g_array_set_size (self->stack, self->stack->len - 1);
      self->counts[last - tags]--;
      if (last == tag)
        break;
    }
  return known;
}

static void
open_tag (Filter *self, const Tag *tag)
{
  if (tag->class == TAG_VOID || tag->class == TAG_LOOSE)
    return;
  if (tag->class == TAG_FORMATTING)
    {
      /* A link in a link ends the first. */
      if (strcmp (tag->name, "a") == 0)
        close_tag (self, tag);
      self->active++;
      self->active_by_tag[tag - tags]++;
    }
  self->counts[tag - tags]++;
  g_array_append_val (self->stack, tag);
}

static void
take_foreign (Filter *self, const char *start, const char *end)
{
  g_string_append_printf (self->out, "<hr data-redaksi-slot=\"%u\">", self->filter->slots->len);
  g_ptr_array_add (self->filter->slots, g_strndup (start, end - start));
}

static void
start_tag (Filter *self, const char *open)
{
  const char *name = open + 1;
  const char *after = skip_name (name, self->end);
  const Tag *tag = find_tag (name, after - name);
  Attribute attribute;

  if (tag == NULL)
    {
      self->filter->dropped = TRUE;
      self->at = write_attributes (self, after, FALSE);
      return;
    }
  if ((tag->foreign && self->filter->slots != NULL) || tag->class == TAG_SKIP
      || tag->class == TAG_RAW)
    {
      const char *end = after;
      while (next_attribute (&end, self->end, &attribute))
        ;
      end = end < self->end ? end + 1 : self->end;
      if (tag->class != TAG_VOID && !(tag->class == TAG_SKIP && end - open > 2 && end[-2] == '/'))
        end = skip_element (end, self->end, tag);
      self->at = end;
      if (tag->foreign && self->filter->slots != NULL)
        take_foreign (self, open, end);
      else
        self->filter->dropped = TRUE;
      return;
    }
  add_cost (self);
  self->elements++;
  open_tag (self, tag);
  g_string_append_c (self->out, '<');
  g_string_append (self->out, tag->name);
  self->at = write_attributes (self, after, TRUE);
  g_string_append_c (self->out, '>');
}

static void
end_tag (Filter *self, const char *open)
{
  const char *name = open + 2;
  const char *after = skip_name (name, self->end);
  const Tag *tag = find_tag (name, after - name);

  self->at = write_attributes (self, after, FALSE);
  if (tag != NULL && tag->class == TAG_VOID)
    return;
  if (tag == NULL || tag->class == TAG_SKIP || tag->class == TAG_RAW || !close_tag (self, tag))
    {
      self->filter->dropped = TRUE;
      return;
    }
  add_cost (self);
  g_string_append_printf (self->out, "</%s>", tag->name);
}

static void
comment (Filter *self, const char *open)
{
  const char *text = open + 4;
  const char *end;

  if (text < self->end && *text == '>')
    end = text;
  else if (self->end - text > 1 && text[0] == '-' && text[1] == '>')
    end = text + 1;
  else
    {
      const char *close = self->no_comment_ends ? NULL : text;
      for (; close != NULL; close++)
        {
          close = memchr (close, '-', self->end - close);
          if (close == NULL || self->end - close < 3)
            {
              close = NULL;
              break;
            }
          if (close[1] == '-'
              && (close[2] == '>' || (close[2] == '!' && self->end - close > 3 && close[3] == '>')))
            break;
        }
      end = close != NULL ? close + (close[2] == '!' ? 3 : 2) : NULL;
      /* Unclosed, a browser takes all that follows for a comment; a person loses the text then. */
      if (end == NULL)
        {
          self->no_comment_ends = TRUE;
          self->filter->dropped = TRUE;
          self->at = text;
          return;
        }
      if (self->filter->keep_comments && close[2] == '>'
          && (g_str_has_prefix (text, " wp:") || g_str_has_prefix (text, " /wp:")))
        {
          g_string_append_len (self->out, open, end + 1 - open);
          self->at = end + 1;
          return;
        }
    }
  self->filter->dropped = TRUE;
  self->at = end + 1;
}

static void
markup (Filter *self, const char *open)
{
  char next = open + 1 < self->end ? open[1] : '\0';

  if (g_ascii_isalpha (next))
    start_tag (self, open);
  else if (next == '/' && open + 2 < self->end && g_ascii_isalpha (open[2]))
    end_tag (self, open);
  else if (self->end - open >= 4 && memcmp (open, "<!--", 4) == 0)
    comment (self, open);
  else if (next == '!' || next == '?' || next == '/')
    {
      const char *close = memchr (open, '>', self->end - open);
      self->filter->dropped = TRUE;
      self->at = close != NULL ? close + 1 : self->end;
    }
  else
    {
      g_string_append (self->out, "&lt;");
      self->at = open + 1;
    }
}

/**
 * redaksi_html_filter:
 * @html: (array length=length): valid UTF-8
 * @length: its length in bytes
 * @filter: what stays
 * @error: return location for a #RedaksiFormatError
 *
 * Returns: (transfer full) (nullable): the HTML that a tree builder may see
 */
GString *
redaksi_html_filter (const char *html, gsize length, RedaksiHtmlFilter *filter, GError **error)
{
  Filter self = { html, html + length, filter, NULL, NULL, { 0 }, 0, { 0 }, 0, 0, FALSE };
  g_autoptr (GString) out = NULL;
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (const Tag *));

  if (!_redaksi_check_size (length, error))
    return NULL;
  filter->dropped = FALSE;
  out = self.out = g_string_sized_new (MIN (length, 1 << 20));
  self.stack = stack;
  while (self.at < self.end)
    {
      const char *open = memchr (self.at, '<', self.end - self.at);
      const char *until = open != NULL ? open : self.end;
      g_string_append_len (out, self.at, until - self.at);
      self.at = until;
      if (open == NULL)
        break;
      markup (&self, open);
      if (!check_limits (&self, error))
        return NULL;
    }
  return g_steal_pointer (&out);
}
