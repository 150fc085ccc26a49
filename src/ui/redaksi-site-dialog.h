/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiSiteDialog: adds a site (address → found → account → checked → kept), or signs in again at
 * one. What was typed stays where a step fails.
 *
 * Signal: "added" (RedaksiSite *site, gboolean kept): the site is in the library; @kept is FALSE
 * where the password could not be kept beyond this run.
 */
#define REDAKSI_TYPE_SITE_DIALOG (redaksi_site_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSiteDialog, redaksi_site_dialog, REDAKSI, SITE_DIALOG, AdwDialog)

AdwDialog *redaksi_site_dialog_new (RedaksiServices *services, RedaksiSite *site);

G_END_DECLS
