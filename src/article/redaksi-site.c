/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-site.h"

#include <string.h>

#include "redaksi-id.h"

static const char *const state_names[] = {
  [REDAKSI_STATE_DRAFT] = "draft",
  [REDAKSI_STATE_SUBMITTED] = "submitted",
  [REDAKSI_STATE_CHANGES_REQUESTED] = "changes-requested",
  [REDAKSI_STATE_APPROVED] = "approved",
  [REDAKSI_STATE_SCHEDULED] = "scheduled",
  [REDAKSI_STATE_PUBLISHED] = "published",
  [REDAKSI_STATE_CORRECTED] = "corrected",
  [REDAKSI_STATE_WITHDRAWN] = "withdrawn",
};

static const char *const intent_names[] = {
  [REDAKSI_INTENT_DRAFT] = "draft",     [REDAKSI_INTENT_SUBMIT] = "submit",
  [REDAKSI_INTENT_PUBLISH] = "publish", [REDAKSI_INTENT_SCHEDULE] = "schedule",
  [REDAKSI_INTENT_UPDATE] = "update",   [REDAKSI_INTENT_UNPUBLISH] = "unpublish",
};

/**
 * redaksi_state_to_string:
 * @state: a state
 *
 * Returns: the word that the library and the terminal have for it
 */
const char *
redaksi_state_to_string (RedaksiState state)
{
  g_return_val_if_fail (state <= REDAKSI_STATE_LAST, NULL);

  return state_names[state];
}

/**
 * redaksi_state_from_string:
 * @text: (nullable): a word
 * @state: (out): the state that it names
 *
 * Returns: whether it names one
 */
gboolean
redaksi_state_from_string (const char *text, RedaksiState *state)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (state_names); i++)
    if (strcmp (text, state_names[i]) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * redaksi_intent_to_string:
 * @intent: an intent
 *
 * Returns: the word that the library and the terminal have for it
 */
const char *
redaksi_intent_to_string (RedaksiIntent intent)
{
  g_return_val_if_fail (intent <= REDAKSI_INTENT_LAST, NULL);

  return intent_names[intent];
}

/**
 * redaksi_intent_from_string:
 * @text: (nullable): a word
 * @intent: (out): the intent that it names
 *
 * Returns: whether it names one
 */
gboolean
redaksi_intent_from_string (const char *text, RedaksiIntent *intent)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (intent_names); i++)
    if (strcmp (text, intent_names[i]) == 0)
      {
        *intent = i;
        return TRUE;
      }
  return FALSE;
}

enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_KIND,
  PROP_URL,
  PROP_API,
  PROP_USER,
  PROP_USER_NAME,
  PROP_ROLE,
  PROP_LANGUAGE,
  PROP_TIME_ZONE,
  PROP_TAGLINE,
  PROP_MAY_PUBLISH,
  PROP_PRACTICE,
  PROP_THEME_CAPTIONS,
  N_PROPS
};

#define N_TEXTS PROP_TAGLINE

struct _RedaksiSite
{
  GObject parent_instance;

  char *texts[N_TEXTS + 1]; /* by property number */
  gboolean may_publish;
  gboolean practice;
  gboolean theme_captions;
};

G_DEFINE_FINAL_TYPE (RedaksiSite, redaksi_site, G_TYPE_OBJECT)

static const char *const text_names[] = {
  [PROP_ID] = "id",
  [PROP_NAME] = "name",
  [PROP_KIND] = "kind",
  [PROP_URL] = "url",
  [PROP_API] = "api",
  [PROP_USER] = "user",
  [PROP_USER_NAME] = "user-name",
  [PROP_ROLE] = "role",
  [PROP_LANGUAGE] = "language",
  [PROP_TIME_ZONE] = "time-zone",
  [PROP_TAGLINE] = "tagline",
};

static void
redaksi_site_constructed (GObject *object)
{
  RedaksiSite *self = REDAKSI_SITE (object);

  if (self->texts[PROP_ID] == NULL)
    self->texts[PROP_ID] = redaksi_id_new ();
  if (self->texts[PROP_KIND] == NULL)
    self->texts[PROP_KIND] = g_strdup ("wordpress");

  G_OBJECT_CLASS (redaksi_site_parent_class)->constructed (object);
}

static void
redaksi_site_finalize (GObject *object)
{
  RedaksiSite *self = REDAKSI_SITE (object);

  for (guint i = PROP_ID; i <= N_TEXTS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (redaksi_site_parent_class)->finalize (object);
}

static void
redaksi_site_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RedaksiSite *self = REDAKSI_SITE (object);

  if (id == PROP_MAY_PUBLISH)
    g_value_set_boolean (value, self->may_publish);
  else if (id == PROP_PRACTICE)
    g_value_set_boolean (value, self->practice);
  else if (id == PROP_THEME_CAPTIONS)
    g_value_set_boolean (value, self->theme_captions);
  else if (id <= N_TEXTS)
    g_value_set_string (value, self->texts[id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
redaksi_site_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RedaksiSite *self = REDAKSI_SITE (object);

  if (id == PROP_MAY_PUBLISH)
    self->may_publish = g_value_get_boolean (value);
  else if (id == PROP_PRACTICE)
    self->practice = g_value_get_boolean (value);
  else if (id == PROP_THEME_CAPTIONS)
    self->theme_captions = g_value_get_boolean (value);
  else if (id <= N_TEXTS)
    g_set_str (&self->texts[id], g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
redaksi_site_class_init (RedaksiSiteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamSpec *properties[N_PROPS] = { NULL };

  object_class->constructed = redaksi_site_constructed;
  object_class->finalize = redaksi_site_finalize;
  object_class->get_property = redaksi_site_get_property;
  object_class->set_property = redaksi_site_set_property;

  for (guint i = PROP_ID; i <= N_TEXTS; i++)
    properties[i] = g_param_spec_string (text_names[i], NULL, NULL, NULL, flags);
  properties[PROP_MAY_PUBLISH] = g_param_spec_boolean ("may-publish", NULL, NULL, FALSE, flags);
  properties[PROP_PRACTICE] = g_param_spec_boolean ("practice", NULL, NULL, FALSE, flags);
  properties[PROP_THEME_CAPTIONS]
    = g_param_spec_boolean ("theme-captions", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
redaksi_site_init (RedaksiSite *self)
{
}

static const char *
get_text (RedaksiSite *self, guint id)
{
  g_return_val_if_fail (REDAKSI_IS_SITE (self), NULL);

  return self->texts[id];
}

const char *
redaksi_site_get_id (RedaksiSite *self)
{
  return get_text (self, PROP_ID);
}

const char *
redaksi_site_get_name (RedaksiSite *self)
{
  return get_text (self, PROP_NAME);
}

const char *
redaksi_site_get_kind (RedaksiSite *self)
{
  return get_text (self, PROP_KIND);
}

const char *
redaksi_site_get_url (RedaksiSite *self)
{
  return get_text (self, PROP_URL);
}

const char *
redaksi_site_get_api (RedaksiSite *self)
{
  return get_text (self, PROP_API);
}

const char *
redaksi_site_get_user (RedaksiSite *self)
{
  return get_text (self, PROP_USER);
}

const char *
redaksi_site_get_user_name (RedaksiSite *self)
{
  return get_text (self, PROP_USER_NAME);
}

const char *
redaksi_site_get_role (RedaksiSite *self)
{
  return get_text (self, PROP_ROLE);
}

const char *
redaksi_site_get_language (RedaksiSite *self)
{
  return get_text (self, PROP_LANGUAGE);
}

const char *
redaksi_site_get_time_zone (RedaksiSite *self)
{
  return get_text (self, PROP_TIME_ZONE);
}

const char *
redaksi_site_get_tagline (RedaksiSite *self)
{
  return get_text (self, PROP_TAGLINE);
}

gboolean
redaksi_site_get_may_publish (RedaksiSite *self)
{
  g_return_val_if_fail (REDAKSI_IS_SITE (self), FALSE);

  return self->may_publish;
}

gboolean
redaksi_site_get_practice (RedaksiSite *self)
{
  g_return_val_if_fail (REDAKSI_IS_SITE (self), FALSE);

  return self->practice;
}

gboolean
redaksi_site_get_theme_captions (RedaksiSite *self)
{
  g_return_val_if_fail (REDAKSI_IS_SITE (self), FALSE);

  return self->theme_captions;
}

/**
 * redaksi_site_with:
 * @self: a site
 * @property: the name of a property
 * @...: its value, and further pairs, ended by %NULL
 *
 * A site is a value: who changes one thing of it must not lose the others, nor those that are added
 * later.
 *
 * Returns: (transfer full): the site with these changed
 */
RedaksiSite *
redaksi_site_with (RedaksiSite *self, const char *property, ...)
{
  g_autofree GParamSpec **specs = NULL;
  g_autofree const char **names = NULL;
  g_autofree GValue *values = NULL;
  RedaksiSite *copy;
  va_list args;
  guint n;

  g_return_val_if_fail (REDAKSI_IS_SITE (self), NULL);

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n);
  names = g_new0 (const char *, n);
  values = g_new0 (GValue, n);
  for (guint i = 0; i < n; i++)
    {
      names[i] = specs[i]->name;
      g_object_get_property (G_OBJECT (self), names[i],
                             g_value_init (&values[i], specs[i]->value_type));
    }
  va_start (args, property);
  for (; property != NULL; property = va_arg (args, const char *))
    {
      guint i = 0;
      while (i < n && strcmp (names[i], property) != 0)
        i++;
      g_assert (i < n);
      if (G_VALUE_HOLDS_BOOLEAN (&values[i]))
        g_value_set_boolean (&values[i], va_arg (args, gboolean));
      else
        g_value_set_string (&values[i], va_arg (args, const char *));
    }
  va_end (args);
  copy = REDAKSI_SITE (g_object_new_with_properties (REDAKSI_TYPE_SITE, n, names, values));
  for (guint i = 0; i < n; i++)
    g_value_unset (&values[i]);
  return copy;
}
