/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* What the newsroom does about a finding. */
typedef enum
{
  REDAKSI_RULE_OFF,   /* it is not looked for */
  REDAKSI_RULE_WARN,  /* it is told */
  REDAKSI_RULE_BLOCK, /* nothing is published until it is mended */
} RedaksiRule;

/* A check that the newsroom can have otherwise. */
typedef struct
{
  const char *name;      /* as in RedaksiFinding and in the settings */
  const char *title;     /* translated; static */
  gboolean    may_block; /* %FALSE of what is known only by asking others: a server that is slow
                            keeps no newspaper from being printed */
} RedaksiPreflightCheck;

const RedaksiPreflightCheck *redaksi_preflight_get_check (guint i);
RedaksiRule redaksi_preflight_get_rule (const char *name, const char *const *blocking, const char *const *off);

G_END_DECLS
