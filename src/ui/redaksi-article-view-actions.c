/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-article-keys.h"
#include "redaksi-block-choice.h"
#include "redaksi-block-menu.h"
#include "redaksi-preserved-card.h"
#include "redaksi-typography.h"

/*
 * The actions of the group "article", their states and their keys.
 */

static void
focus_body (RedaksiArticleView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

static RedaksiSelection
get_selection (RedaksiArticleView *self)
{
  return redaksi_body_buffer_get_selection (redaksi_body_view_get_buffer (self->body));
}

static RedaksiArticle *
get_article (RedaksiArticleView *self)
{
  return self->document != NULL ? redaksi_document_get_article (self->document) : NULL;
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;

  if (self->document != NULL)
    redaksi_document_undo (self->document);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;

  if (self->document != NULL)
    redaksi_document_redo (self->document);
}

static void
mark_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  RedaksiMarkKind kind = strcmp (name, "bold") == 0     ? REDAKSI_MARK_STRONG
                         : strcmp (name, "italic") == 0 ? REDAKSI_MARK_EMPHASIS
                                                        : REDAKSI_MARK_STRIKETHROUGH;

  redaksi_body_buffer_toggle_mark (redaksi_body_view_get_buffer (self->body), kind);
  focus_body (self);
}

static void
block_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);
  g_autoptr (RedaksiShape) shape = NULL;

  shape = redaksi_block_choice_shape (name);
  if (get_article (self) == NULL || shape == NULL || redaksi_shape_is_leaf (shape))
    return;
  redaksi_body_view_apply (self->body, redaksi_command_set_shape (get_article (self),
                                                                  get_selection (self), shape));
  focus_body (self);
}

static void
chosen_cb (RedaksiBlockMenu *menu, const char *name, guint from, RedaksiArticleView *self)
{
  gboolean is_photo = strcmp (name, "photo") == 0;
  guint snippet = g_str_has_prefix (name, "snippet-")
                    ? (guint)g_ascii_strtoull (name + strlen ("snippet-"), NULL, 10)
                    : G_MAXUINT;
  g_autoptr (RedaksiShape) shape = redaksi_block_choice_shape (is_photo ? "paragraph" : name);

  if (snippet != G_MAXUINT)
    {
      if (self->snippets != NULL && snippet < self->snippets->len)
        _redaksi_article_view_put_snippet (
          self, (RedaksiSelection){ from, get_selection (self).head },
          ((const RedaksiSheet *)self->snippets->pdata[snippet])->content);
      return;
    }
  if (shape == NULL)
    {
      _redaksi_article_view_ask_embed (self, from);
      return;
    }
  redaksi_document_break_undo (self->document);
  redaksi_body_view_apply (self->body,
                           redaksi_command_turn_into (get_article (self), get_selection (self),
                                                      from, shape));
  if (is_photo)
    _redaksi_article_view_choose_photo (self, FALSE);
}

static void
divider_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;
  g_autoptr (RedaksiShape) shape = redaksi_shape_new (REDAKSI_BLOCK_DIVIDER, NULL);

  if (get_article (self) != NULL)
    redaksi_body_view_apply (self->body,
                             redaksi_command_insert_leaf (get_article (self), get_selection (self),
                                                          shape, NULL));
  focus_body (self);
}

static void
indent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;
  int change = strcmp (g_action_get_name (G_ACTION (action)), "indent") == 0 ? 1 : -1;

  if (get_article (self) != NULL)
    redaksi_body_view_apply (self->body, redaksi_command_indent (get_article (self),
                                                                 get_selection (self), change));
}

static void
add_photo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _redaksi_article_view_choose_photo (user_data, FALSE);
}

static void
link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _redaksi_article_view_edit_link (user_data);
}

static void
embed_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _redaksi_article_view_ask_embed (user_data, G_MAXUINT);
}

static void
source_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;
  RedaksiBlock *block = redaksi_body_view_get_block (self->body, NULL);

  if (block != NULL && redaksi_block_get_kind (block) == REDAKSI_BLOCK_PRESERVED)
    redaksi_preserved_show (GTK_WIDGET (self), redaksi_block_get_shape (block));
}

static void
lead_photo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _redaksi_article_view_choose_photo (user_data, TRUE);
}

static void
paste_plain_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* Fields take nothing but letters anyway. */
  if (REDAKSI_IS_FIELD (focus))
    g_signal_emit_by_name (focus, "paste-clipboard");
  else
    redaksi_body_view_paste (self->body, TRUE);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;

  focus_body (self);
  g_signal_emit_by_name (self->body, "select-all", TRUE);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _redaksi_article_view_find (user_data, g_action_get_name (G_ACTION (action)));
}

static void
footer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;

  gtk_menu_button_popup (GTK_MENU_BUTTON (
    strcmp (g_action_get_name (G_ACTION (action)), "outline") == 0 ? self->outline
                                                                   : self->target_button));
}

static void
text_size_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  _redaksi_article_view_step_text_size (user_data, strcmp (name, "larger-text") == 0    ? 1
                                                   : strcmp (name, "smaller-text") == 0 ? -1
                                                                                        : 0);
}

static void
typewriter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;

  g_object_set (self, "typewriter", !self->typewriter, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                              self->typewriter
                                ? _ ("The line you write stays at half the height.")
                                : _ ("The line you write moves down the page again."));
}

static void
mend_typography_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RedaksiArticleView *self = user_data;
  g_autofree char *sentence = NULL;
  guint n = 0;

  if (get_article (self) == NULL)
    return;
  redaksi_document_break_undo (self->document);
  redaksi_body_view_apply (self->body, redaksi_typography_mend_article (get_article (self),
                                                                        get_selection (self), &n));
  if (n == 0)
    sentence = g_strdup (_ ("The typography was in order already."));
  else
    sentence
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u place mended", "%'u places mended", n),
                         n);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", sentence);
}

/* ---- states ----------------------------------------------------------------------------- */

static GSimpleAction *
lookup (RedaksiArticleView *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

static void
set_state (RedaksiArticleView *self, const char *name, GVariant *state)
{
  GSimpleAction *action = lookup (self, name);
  g_autoptr (GVariant) wanted = g_variant_ref_sink (state);
  g_autoptr (GVariant) current = g_action_get_state (G_ACTION (action));

  if (!g_variant_equal (current, wanted))
    g_simple_action_set_state (action, wanted);
}

void
_redaksi_article_view_show_actions (RedaksiArticleView *self)
{
  static const char *const editing[]
    = { "bold",      "italic",         "strikethrough",   "block",      "divider",      "add-photo",
        "embed",     "set-lead-photo", "paste-plain",     "select-all", "find",         "replace",
        "find-next", "find-previous",  "mend-typography", "outline",    "target-length" };
  RedaksiBodyBuffer *buffer = redaksi_body_view_get_buffer (self->body);
  gboolean open = self->document != NULL;
  RedaksiSelection selection = get_selection (self);
  RedaksiBlock *block = open ? redaksi_body_view_get_block (self->body, NULL) : NULL;
  gboolean is_item = block != NULL && redaksi_block_get_kind (block) == REDAKSI_BLOCK_LIST_ITEM;

  for (guint i = 0; i < G_N_ELEMENTS (editing); i++)
    g_simple_action_set_enabled (lookup (self, editing[i]), open);
  gtk_widget_set_sensitive (self->outline, open);
  gtk_widget_set_sensitive (self->target_button, open && !self->read_only);
  g_simple_action_set_enabled (lookup (self, "undo"),
                               open && redaksi_document_can_undo (self->document));
  g_simple_action_set_enabled (lookup (self, "redo"),
                               open && redaksi_document_can_redo (self->document));
  g_simple_action_set_enabled (lookup (self, "source"),
                               block != NULL
                                 && redaksi_block_get_kind (block) == REDAKSI_BLOCK_PRESERVED);
  g_simple_action_set_enabled (lookup (self, "indent"), is_item);
  g_simple_action_set_enabled (lookup (self, "outdent"), is_item);
  g_simple_action_set_enabled (
    lookup (self, "link"),
    open && (selection.anchor != selection.head || _redaksi_article_view_has_link (self)));
  set_state (self, "bold",
             g_variant_new_boolean (redaksi_body_buffer_has_mark (buffer, REDAKSI_MARK_STRONG)));
  set_state (self, "italic",
             g_variant_new_boolean (redaksi_body_buffer_has_mark (buffer, REDAKSI_MARK_EMPHASIS)));
  set_state (self, "strikethrough",
             g_variant_new_boolean (
               redaksi_body_buffer_has_mark (buffer, REDAKSI_MARK_STRIKETHROUGH)));
  set_state (self, "typewriter", g_variant_new_boolean (self->typewriter));
  set_state (self, "block",
             g_variant_new_string (
               block != NULL ? redaksi_block_choice_of (redaksi_block_get_shape (block)) : ""));
}

static void
add_keys (GtkWidget *widget, gboolean of_find)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  guint n;
  const RedaksiKey *keys = redaksi_article_keys (&n);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      GtkShortcut *shortcut;

      if (keys[i].action == NULL || *keys[i].action == '\0'
          || redaksi_article_key_is_of_find (&keys[i]) != of_find)
        continue;
      g_action_parse_detailed_name (keys[i].action, &name, &target, NULL);
      shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].keys),
                                   gtk_named_action_new (name));
      gtk_shortcut_set_arguments (shortcut, target);
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (widget, controller);
}

void
_redaksi_article_view_add_actions (RedaksiArticleView *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "bold", .activate = mark_cb, .state = "false" },
    { .name = "italic", .activate = mark_cb, .state = "false" },
    { .name = "strikethrough", .activate = mark_cb, .state = "false" },
    { .name = "link", .activate = link_cb },
    { .name = "block", .activate = block_cb, .parameter_type = "s", .state = "''" },
    { .name = "divider", .activate = divider_cb },
    { .name = "embed", .activate = embed_cb },
    { .name = "add-photo", .activate = add_photo_cb },
    { .name = "set-lead-photo", .activate = lead_photo_cb },
    { .name = "source", .activate = source_cb },
    { .name = "indent", .activate = indent_cb },
    { .name = "outdent", .activate = indent_cb },
    { .name = "paste-plain", .activate = paste_plain_cb },
    { .name = "select-all", .activate = select_all_cb },
    { .name = "find", .activate = find_cb },
    { .name = "replace", .activate = find_cb },
    { .name = "find-next", .activate = find_cb },
    { .name = "find-previous", .activate = find_cb },
    { .name = "mend-typography", .activate = mend_typography_cb },
    { .name = "outline", .activate = footer_cb },
    { .name = "target-length", .activate = footer_cb },
    { .name = "typewriter", .activate = typewriter_cb, .state = "false" },
    { .name = "larger-text", .activate = text_size_cb },
    { .name = "smaller-text", .activate = text_size_cb },
    { .name = "usual-text", .activate = text_size_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "article", G_ACTION_GROUP (self->actions));
  /* In the find bar Ctrl+Z and the like are its own. */
  add_keys (self->scroll, FALSE);
  add_keys (GTK_WIDGET (self), TRUE);
  self->menu = redaksi_block_menu_new (GTK_WIDGET (self), self->body);
  g_signal_connect (self->menu, "chosen", G_CALLBACK (chosen_cb), self);
}
