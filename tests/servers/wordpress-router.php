<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// For `php -S`: files as they are, everything else to WordPress, as .htaccess has it.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode (parse_url ($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');

/* As web servers do that stand before a PHP: what is too large does not come that far. */
$most = (int) get_cfg_var ('redaksi.max_body');
if ($most > 0 && (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > $most)
  {
    http_response_code (413);
    echo '<html><head><title>413 Request Entity Too Large</title></head></html>';
    return true;
  }
if (str_contains ($path, '..') || str_contains ($path, 'wp-config'))
  {
    http_response_code (404);
    return true;
  }
if (is_dir ($root . $path) && is_file (rtrim ($root . $path, '/') . '/index.php') && $path !== '/')
  {
    if (!str_ends_with ($path, '/'))
      {
        header ("Location: $path/", true, 301);
        return true;
      }
    $path .= 'index.php';
  }
if (is_file ($root . $path) && !str_ends_with ($path, '.php'))
  return false;
$script = is_file ($root . $path) ? $path : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
chdir (dirname ($root . $script));
require $root . $script;
return true;
