/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/* RedaksiSiteDetails: what is known of a site; checks it, signs in again, removes it. */
#define REDAKSI_TYPE_SITE_DETAILS (redaksi_site_details_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSiteDetails, redaksi_site_details, REDAKSI, SITE_DETAILS, AdwDialog)

AdwDialog *redaksi_site_details_new (RedaksiServices *services, RedaksiSite *site); /* floating */

G_END_DECLS
