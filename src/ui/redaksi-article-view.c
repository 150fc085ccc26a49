/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include <glib/gi18n-lib.h>

#include "redaksi-article-resources.h"

G_DEFINE_FINAL_TYPE (RedaksiArticleView, redaksi_article_view, ADW_TYPE_BIN)

enum
{
  PROP_DOCUMENT = 1,
  PROP_PHOTO_STORE,
  PROP_SPELLER,
  PROP_BUSY,
  PROP_TYPOGRAPHY,
  PROP_TYPEWRITER,
  PROP_TEXT_SIZE,
  N_PROPS
};

enum
{
  PHOTO_SELECTED,
  TROUBLE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- where the cursor goes -------------------------------------------------------------- */

static void
header_leave_cb (RedaksiArticleHeader *header, GtkDirectionType direction, RedaksiArticleView *self)
{
  RedaksiBodyBuffer *buffer = redaksi_body_view_get_buffer (self->body);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (direction == GTK_DIR_UP)
    return;
  if (direction == GTK_DIR_TAB_BACKWARD)
    {
      if (root != NULL)
        gtk_widget_child_focus (GTK_WIDGET (root), direction);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  if (direction == GTK_DIR_DOWN)
    redaksi_body_buffer_select (buffer, (RedaksiSelection){ 0, 0 });
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->body),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer)));
}

static void
header_focused_cb (RedaksiArticleHeader *header, GtkWidget *field, RedaksiArticleView *self)
{
  const char *name = redaksi_field_get_name (REDAKSI_FIELD (field));

  self->text_field = name;
  redaksi_body_view_reveal (self->body, field);
  _redaksi_article_view_find_moved (self);
  _redaksi_article_view_tell_photo (self, g_str_has_prefix (name, "lead-") ? REDAKSI_PHOTO_LEAD
                                                                           : REDAKSI_PHOTO_NONE);
}

static void
body_leave_cb (RedaksiBodyView *body, GtkDirectionType direction, RedaksiArticleView *self)
{
  redaksi_article_header_enter_last (REDAKSI_ARTICLE_HEADER (self->header));
}

static void
body_focused_cb (RedaksiArticleView *self)
{
  gboolean focused = gtk_widget_has_focus (GTK_WIDGET (self->body));

  /* GtkTextView draws its cursor while a child has the focus too: one would see two. */
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->body), focused);
  if (!focused)
    return;
  self->text_field = NULL;
  _redaksi_article_view_show_selected (self);
}

static void
moved_cb (RedaksiBodyBuffer *buffer, RedaksiArticleView *self)
{
  _redaksi_article_view_show_actions (self);
  _redaksi_article_view_show_selected (self);
  _redaksi_article_view_find_moved (self);
  _redaksi_article_view_count_moved (self);
}

/* Undo shows what it undid. */
static void
follow (RedaksiArticleView *self, RedaksiTransaction *transaction)
{
  RedaksiStep *step = redaksi_transaction_get_nth (transaction, 0);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (redaksi_body_view_get_buffer (self->body));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  if (redaksi_step_get_kind (step) == REDAKSI_STEP_SET_FIELD)
    {
      redaksi_article_header_enter (REDAKSI_ARTICLE_HEADER (self->header),
                                    redaksi_step_get_field (step));
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->body),
                                      gtk_text_buffer_get_insert (buffer));
}

static void
applied_cb (RedaksiDocument *document, RedaksiTransaction *transaction, RedaksiArticle *before,
            RedaksiArticleView *self)
{
  if (!g_str_equal (redaksi_document_get_field (document, REDAKSI_FIELD_LANGUAGE),
                    redaksi_article_get_field (before, REDAKSI_FIELD_LANGUAGE)))
    redaksi_body_view_renew_label (self->body);
  if (!g_str_equal (redaksi_document_get_field (document, REDAKSI_FIELD_TARGET_LENGTH),
                    redaksi_article_get_field (before, REDAKSI_FIELD_TARGET_LENGTH)))
    {
      _redaksi_article_view_read_target (self);
      _redaksi_article_view_count_again (self);
    }
  _redaksi_article_view_find_changed (self);
  if (redaksi_transaction_get_origin (transaction) != REDAKSI_ORIGIN_DO)
    follow (self, transaction);
}

static void
can_undo_cb (RedaksiArticleView *self)
{
  _redaksi_article_view_show_actions (self);
}

/* ---- the object ------------------------------------------------------------------------- */

static void
redaksi_article_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RedaksiArticleView *self = REDAKSI_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PHOTO_STORE:
      g_value_set_object (value, self->photos);
      break;
    case PROP_SPELLER:
      g_value_set_object (value, self->speller);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->taking > 0);
      break;
    case PROP_TYPOGRAPHY:
      g_value_set_boolean (value, self->typography);
      break;
    case PROP_TYPEWRITER:
      g_value_set_boolean (value, self->typewriter);
      break;
    case PROP_TEXT_SIZE:
      g_value_set_int (value, (int)self->text_size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_speller (RedaksiArticleView *self, RedaksiSpeller *speller)
{
  if (!g_set_object (&self->speller, speller))
    return;
  if (self->spelling != NULL)
    redaksi_body_spelling_set_speller (self->spelling, speller);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPELLER]);
}

static void
set_typography (RedaksiArticleView *self, gboolean typography)
{
  if (typography == self->typography)
    return;
  self->typography = typography;
  redaksi_body_view_set_typography (self->body, typography);
  redaksi_article_header_set_typography (REDAKSI_ARTICLE_HEADER (self->header), typography);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TYPOGRAPHY]);
}

static void
set_typewriter (RedaksiArticleView *self, gboolean typewriter)
{
  if (typewriter == self->typewriter)
    return;
  self->typewriter = typewriter;
  redaksi_body_view_set_typewriter (self->body, typewriter);
  _redaksi_article_view_show_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TYPEWRITER]);
}

static void
set_text_size (RedaksiArticleView *self, guint size)
{
  guint old = self->text_size;

  _redaksi_article_view_set_text_size (self, size);
  if (self->text_size != old)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_SIZE]);
}

static void
redaksi_article_view_set_property (GObject *object, guint id, const GValue *value,
                                   GParamSpec *pspec)
{
  RedaksiArticleView *self = REDAKSI_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      redaksi_article_view_set_document (self, g_value_get_object (value));
      break;
    case PROP_PHOTO_STORE:
      self->photos = g_value_dup_object (value);
      break;
    case PROP_SPELLER:
      set_speller (self, g_value_get_object (value));
      break;
    case PROP_TYPOGRAPHY:
      set_typography (self, g_value_get_boolean (value));
      break;
    case PROP_TYPEWRITER:
      set_typewriter (self, g_value_get_boolean (value));
      break;
    case PROP_TEXT_SIZE:
      set_text_size (self, (guint)g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
redaksi_article_view_dispose (GObject *object)
{
  RedaksiArticleView *self = REDAKSI_ARTICLE_VIEW (object);

  if (self->document != NULL)
    redaksi_article_view_set_document (self, NULL);
  self->fetch = NULL;
  if (self->actions != NULL)
    {
      /* Whoever holds the group finds it empty. */
      g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));
      for (guint i = 0; names[i] != NULL; i++)
        g_action_map_remove_action (G_ACTION_MAP (self->actions), names[i]);
    }
  g_clear_handle_id (&self->counting, g_source_remove);
  g_clear_handle_id (&self->looking, g_source_remove);
  _redaksi_article_view_end_find (self);
  g_clear_pointer (&self->link, gtk_widget_unparent);
  g_clear_pointer (&self->embed, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_weak_pointer (&self->selected_card);
  if (self->spelling != NULL)
    g_object_run_dispose (G_OBJECT (self->spelling));
  g_clear_object (&self->spelling);
  if (self->body != NULL)
    {
      g_signal_handlers_disconnect_by_data (redaksi_body_view_get_buffer (self->body), self);
      g_signal_handlers_disconnect_by_data (self->body, self);
      self->body = NULL;
    }
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (redaksi_article_view_parent_class)->dispose (object);
}

static void
redaksi_article_view_finalize (GObject *object)
{
  RedaksiArticleView *self = REDAKSI_ARTICLE_VIEW (object);

  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->snippets, g_ptr_array_unref);
  g_clear_object (&self->photos);
  g_clear_object (&self->speller);

  G_OBJECT_CLASS (redaksi_article_view_parent_class)->finalize (object);
}

/* The look of the page, once for each display. */
static void
add_style (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GtkCssProvider) provider = NULL;

  if (display == NULL || g_object_get_data (G_OBJECT (display), "redaksi-article-style") != NULL)
    return;
  /* Named here, so that the linker keeps them. */
  g_resources_register (redaksi_article_get_resource ());
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/redaksi/Redaksi/article/article.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data_full (G_OBJECT (display), "redaksi-article-style", g_steal_pointer (&provider),
                          g_object_unref);
}

static GtkWidget *
make_footer (RedaksiArticleView *self)
{
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->count = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->count), 1);
  gtk_widget_add_css_class (self->count, "numeric");
  self->spinner = adw_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_tooltip_text (self->spinner, _ ("Taking in photos"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Taking in photos"), -1);
  gtk_box_append (GTK_BOX (footer), _redaksi_article_view_make_outline (self));
  gtk_box_append (GTK_BOX (footer), self->spinner);
  gtk_box_append (GTK_BOX (footer), _redaksi_article_view_make_target (self, self->count));
  gtk_widget_add_css_class (footer, "article-footer");
  return footer;
}

static void
redaksi_article_view_constructed (GObject *object)
{
  RedaksiArticleView *self = REDAKSI_ARTICLE_VIEW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroll = gtk_scrolled_window_new ();
  RedaksiBodyBuffer *buffer;

  G_OBJECT_CLASS (redaksi_article_view_parent_class)->constructed (object);
  add_style ();
  self->header = redaksi_article_header_new (self->photos);
  self->body = REDAKSI_BODY_VIEW (redaksi_body_view_new ());
  buffer = redaksi_body_view_get_buffer (self->body);
  redaksi_body_view_set_header (self->body, self->header);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  /* A scroll bar that lies over the text fades in and out, 60 frames a second, for as long as the
   * pointer rests on the text: in front of the keys. One beside it stands still. */
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroll), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->body));
  gtk_widget_set_vexpand (scroll, TRUE);
  self->scroll = scroll;
  gtk_box_append (GTK_BOX (box), _redaksi_article_view_setup_find (self));
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), make_footer (self));
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect (self->header, "leave", G_CALLBACK (header_leave_cb), self);
  g_signal_connect (self->header, "focused", G_CALLBACK (header_focused_cb), self);
  g_signal_connect (self->body, "leave", G_CALLBACK (body_leave_cb), self);
  g_signal_connect_swapped (self->body, "notify::has-focus", G_CALLBACK (body_focused_cb), self);
  g_signal_connect (buffer, "moved", G_CALLBACK (moved_cb), self);
  _redaksi_article_view_add_actions (self);
  _redaksi_article_view_setup_photos (self);
  _redaksi_article_view_setup_sight (self);
  _redaksi_article_view_setup_count (self);
  self->spelling = redaksi_body_spelling_new (self->body);
  redaksi_body_spelling_set_speller (self->spelling, self->speller);
  set_typography (self, TRUE);
  set_text_size (self, 100);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->body), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->body), FALSE);
  _redaksi_article_view_show_actions (self);
}

static void
redaksi_article_view_class_init (RedaksiArticleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = redaksi_article_view_constructed;
  object_class->dispose = redaksi_article_view_dispose;
  object_class->finalize = redaksi_article_view_finalize;
  object_class->get_property = redaksi_article_view_get_property;
  object_class->set_property = redaksi_article_view_set_property;

  properties[PROP_DOCUMENT]
    = g_param_spec_object ("document", NULL, NULL, REDAKSI_TYPE_DOCUMENT,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PHOTO_STORE]
    = g_param_spec_object ("photo-store", NULL, NULL, REDAKSI_TYPE_PHOTO_STORE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPELLER]
    = g_param_spec_object ("speller", NULL, NULL, REDAKSI_TYPE_SPELLER,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BUSY]
    = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TYPOGRAPHY]
    = g_param_spec_boolean ("typography", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_TYPEWRITER]
    = g_param_spec_boolean ("typewriter", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_TEXT_SIZE]
    = g_param_spec_int ("text-size", NULL, NULL, 50, 300, 100,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PHOTO_SELECTED]
    = g_signal_new ("photo-selected", REDAKSI_TYPE_ARTICLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[TROUBLE] = g_signal_new ("trouble", REDAKSI_TYPE_ARTICLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "article-view");
}

static void
redaksi_article_view_init (RedaksiArticleView *self)
{
  self->fetched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * redaksi_article_view_new:
 * @photos: (nullable): where photos are stored
 * @speller: (nullable): what checks the spelling; %NULL for none
 *
 * Returns: (transfer floating): a view without a document
 */
GtkWidget *
redaksi_article_view_new (RedaksiPhotoStore *photos, RedaksiSpeller *speller)
{
  return g_object_new (REDAKSI_TYPE_ARTICLE_VIEW, "photo-store", photos, "speller", speller, NULL);
}

/**
 * redaksi_article_view_set_document:
 * @self: a view
 * @document: (nullable): what is written from now on
 */
void
redaksi_article_view_set_document (RedaksiArticleView *self, RedaksiDocument *document)
{
  g_autoptr (RedaksiDocument) old = NULL;
  GtkAdjustment *scroll;

  g_return_if_fail (REDAKSI_IS_ARTICLE_VIEW (self));

  if (document == self->document)
    return;
  old = g_steal_pointer (&self->document);
  if (old != NULL)
    {
      g_signal_handlers_disconnect_by_data (old, self);
      self->applied_id = 0;
    }
  self->document = document != NULL ? g_object_ref (document) : NULL;
  g_hash_table_remove_all (self->fetched);
  redaksi_article_header_set_document (REDAKSI_ARTICLE_HEADER (self->header), document);
  redaksi_body_buffer_set_document (redaksi_body_view_get_buffer (self->body), document);
  redaksi_body_view_renew_label (self->body);
  if (document != NULL)
    {
      /* After the buffer's: the cursor is where it belongs then. */
      self->applied_id = g_signal_connect (document, "applied", G_CALLBACK (applied_cb), self);
      g_signal_connect_swapped (document, "notify::can-undo", G_CALLBACK (can_undo_cb), self);
      g_signal_connect_swapped (document, "notify::can-redo", G_CALLBACK (can_undo_cb), self);
    }
  _redaksi_article_view_find_document (self);
  _redaksi_article_view_read_target (self);
  redaksi_body_view_look_for_fields (self->body);
  scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body));
  if (scroll != NULL)
    gtk_adjustment_set_value (scroll, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->body), document != NULL && !self->read_only);
  _redaksi_article_view_show_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

RedaksiDocument *
redaksi_article_view_get_document (RedaksiArticleView *self)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLE_VIEW (self), NULL);

  return self->document;
}

/**
 * redaksi_article_view_set_read_only:
 * @self: a view that shows nothing yet
 * @read_only: whether what it will show can't be changed
 */
void
redaksi_article_view_set_read_only (RedaksiArticleView *self, gboolean read_only)
{
  g_return_if_fail (REDAKSI_IS_ARTICLE_VIEW (self));

  self->read_only = read_only;
}

/**
 * redaksi_article_view_get_actions:
 * @self: a view
 *
 * Returns: (transfer none): the group "article"
 */
GActionGroup *
redaksi_article_view_get_actions (RedaksiArticleView *self)
{
  g_return_val_if_fail (REDAKSI_IS_ARTICLE_VIEW (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

void
redaksi_article_view_focus_text (RedaksiArticleView *self)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (REDAKSI_IS_ARTICLE_VIEW (self));

  if (self->document == NULL)
    return;
  /* In one that a template has made the headline comes first too. */
  if (*redaksi_document_get_field (self->document, REDAKSI_FIELD_HEADLINE) == '\0'
      && (redaksi_body_is_empty (redaksi_document_get_body (self->document))
          || redaksi_document_get_version (self->document) == 0)
      && redaksi_article_header_enter (REDAKSI_ARTICLE_HEADER (self->header),
                                       REDAKSI_FIELD_HEADLINE))
    return;
  buffer = GTK_TEXT_BUFFER (redaksi_body_view_get_buffer (self->body));
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->body),
                                      gtk_text_buffer_get_insert (buffer));
}
