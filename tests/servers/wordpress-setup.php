<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// wordpress-setup.php WWW: installs a newspaper's site with one user of each role, and prints them.
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
define ('WP_INSTALLING', true);
$link = new mysqli ();
preg_match ('/"DB_HOST", "localhost:([^"]+)"/', file_get_contents ("$argv[1]/wp-config.php"), $found);
$link->real_connect ('localhost', 'root', '', '', 0, stripslashes ($found[1]));
$link->query ('CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
$link->close ();

require "$argv[1]/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';

$admin = wp_generate_password (20, false);
$language = is_file (WP_CONTENT_DIR . '/languages/id_ID.mo') ? 'id_ID' : '';
wp_install ('Warta Pesisir & Kota', 'admin', 'admin@example.test', true, '', $admin, $language);
foreach (['blogdescription' => 'Kabar dari muara', 'timezone_string' => 'Asia/Makassar', 'date_format' => 'j F Y',
          'time_format' => 'H:i', 'show_avatars' => 0, 'default_pingback_flag' => 0,
          'default_ping_status' => 'closed', 'ping_sites' => ''] as $name => $value)
  update_option ($name, $value);
wp_delete_post (1, true);
wp_delete_post (2, true);
$wp_rewrite->set_permalink_structure ('/%year%/%monthnum%/%day%/%postname%/');
delete_option ('rewrite_rules');

foreach (['Daerah', 'Politik', 'Hukum & Kriminal', 'Olahraga'] as $name)
  wp_insert_term ($name, 'category');
wp_insert_term ('Kutai', 'category', ['parent' => (int) term_exists ('Daerah', 'category')['term_id']]);
foreach (['Pilkada', 'Banjir'] as $name)
  wp_insert_term ($name, 'post_tag');

$people = ['admin' => ['administrator', 'Ratna', 'Admin'], 'editor' => ['editor', 'Sari', 'Editor'],
           'reporter' => ['author', 'Bayu', 'Reporter'], 'contributor' => ['contributor', 'Citra', 'Kontributor'],
           'subscriber' => ['subscriber', 'Dodi', 'Pembaca']];
$out = [];
foreach ($people as $name => [$role, $first, $last])
  {
    $password = $name === 'admin' ? $admin : wp_generate_password (20, false);
    $fields = ['first_name' => $first, 'last_name' => $last, 'display_name' => "$first $last"];
    $user = get_user_by ('login', $name);
    $id = $user ? wp_update_user (['ID' => $user->ID] + $fields)
                : wp_insert_user (['user_login' => $name, 'user_pass' => $password, 'role' => $role,
                                   'user_email' => "$name@example.test"] + $fields);
    if (is_wp_error ($id))
      {
        fwrite (STDERR, $id->get_error_message () . "\n");
        exit (1);
      }
    [$application] = WP_Application_Passwords::create_new_application_password ($id, ['name' => 'Redaksi']);
    $out[$name] = ['user' => $name, 'app_password' => WP_Application_Passwords::chunk_password ($application),
                   'password' => $password, 'id' => $id, 'role' => $role, 'name' => "$first $last"];
  }
echo json_encode ($out, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
