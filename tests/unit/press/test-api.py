# SPDX-License-Identifier: GPL-3.0-or-later
"""What a stock WordPress says to each request, the press says too."""
import base64
import hashlib
import json
import sys
from datetime import datetime, timedelta, timezone

from press import Press, contains, equal, png, refused, run

people = {"bayu": "administrator", "sari": "editor", "rani": "author", "tono": "contributor"}


def gmt(seconds):
    return (datetime.now(timezone.utc) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


def make():
    press = Press(sys.argv[1])
    try:
        for name, role in people.items():
            if name != "bayu":
                press.add_user(name, role)
        yield press
    finally:
        equal(press.stop(), 0, press.errors if hasattr(press, "errors") else "")
        equal(press.errors, "")
        press.remove()


def discovery(p):
    for address in ("/", "/nowhere/at/all/"):
        for method in ("GET", "HEAD"):
            reply = p.ask(method, address, user=None)
            equal(reply.headers["Link"], f'<{p.api}>; rel="https://api.w.org/"')
    equal(p.ask("HEAD", "/", user=None).body, b"")
    root = p.get(p.api, user=None, _fields="name,description,gmt_offset,timezone_string,site_icon_url,authentication,namespaces").json
    equal(sorted(root), ["authentication", "description", "gmt_offset", "name", "namespaces", "site_icon_url", "timezone_string"])
    equal((root["name"], root["description"], root["gmt_offset"], root["timezone_string"]), ("Koran Teluk", "Kabar dari hulu", 8, "Asia/Makassar"))
    contains(root["namespaces"], "wp/v2")
    contains(root["authentication"], "application-passwords")
    equal(p.get("/?rest_route=/", user=None).json["name"], "Koran Teluk")
    equal(p.get("/?rest_route=/wp/v2/users/me&context=edit").json["username"], "bayu")
    refused(p.get("/wp-json/wp/v2/nothing"), 404, "rest_no_route")
    refused(p.get("/wp-json/wp/v2/postscript"), 404, "rest_no_route")
    refused(p.get("/wp-json/wp/v2/posts/..%2Fusers%2F1"), 404, "rest_no_route")


def signing_in(p):
    for name, role in people.items():
        me = p.get("users/me?context=edit", user=name).json
        equal((me["username"], me["roles"]), (name, [role]))
        equal("publish_posts" in me["capabilities"], role != "contributor")
        equal("upload_files" in me["capabilities"], role != "contributor")
    equal(p.get("users/me", password="abcdefghijklmnopqrstuvwx").status, 200)
    equal(p.get("users/me", user="BAYU").status, 200)
    for wrong in ("", "abcdefghijklmnopqrstuvw", "x" * 2000, "abcd\0efgh"):
        refused(p.get("users/me?context=edit", password=wrong), 401, "rest_not_logged_in")
        equal(p.get("posts", password=wrong).status, 200)
        refused(p.post("posts", {"title": "A"}, password=wrong), 401, "rest_cannot_create")
    refused(p.get("users/me", user="nobody"), 401, "rest_not_logged_in")
    for header in ("Basic", "Basic !!!", "Basic " + base64.b64encode(b"no colon").decode(), "Bearer x",
                   "Basic " + base64.b64encode(b"\xff\xfe:\xff").decode()):
        refused(p.get("users/me", user=None, headers={"Authorization": header}), 401, "rest_not_logged_in")
    names = p.get("users?who=authors&_fields=id,name,slug", user="rani").json
    equal(sorted(person["name"] for person in names), sorted(people))
    equal(sorted(names[0]), ["id", "name", "slug"])
    refused(p.get("users", user=None), 401, "rest_user_cannot_view")


def statuses(p):
    for status in ("draft", "pending", "private", "publish"):
        reply = p.post("posts", {"title": f"Judul {status}", "status": status}, user="rani")
        equal((reply.status, reply.json["status"]), (201, status))
    for ahead, becomes in ((7200, "future"), (30, "publish"), (-7200, "publish")):
        for status in ("publish", "future"):
            reply = p.post("posts", {"title": "Jadwal", "status": status, "date_gmt": gmt(ahead)}, user="rani").json
            equal(reply["status"], becomes, (ahead, status))
    for status in ("publish", "private", "future"):
        refused(p.post("posts", {"title": "A", "status": status}, user="tono"), 403, "rest_cannot_publish")
    refused(p.post("posts", {"title": "A", "status": "great"}), 400, "rest_invalid_param")
    mine = p.post("posts", {"title": "Kiriman", "status": "pending", "slug": "mau-ini"}, user="tono").json
    equal((mine["status"], mine["slug"]), ("pending", ""))
    refused(p.post(f"posts/{mine['id']}", {"status": "publish"}, user="tono"), 403, "rest_cannot_publish")
    equal(p.post(f"posts/{mine['id']}", {"status": "publish"}, user="sari").json["status"], "publish")
    refused(p.post(f"posts/{mine['id']}", {"title": "B"}, user="tono"), 403, "rest_cannot_edit")
    refused(p.post(f"posts/{mine['id']}", {"title": "B"}, user="rani"), 403, "rest_cannot_edit")
    refused(p.ask("DELETE", f"posts/{mine['id']}", user="rani"), 403, "rest_cannot_delete")
    refused(p.post("posts", {"title": "A", "author": 1}, user="rani"), 403, "rest_cannot_edit_others")
    refused(p.post("posts", {"title": "A", "sticky": True}, user="rani"), 403, "rest_cannot_assign_sticky")
    refused(p.post("posts", {}), 400, "empty_content")
    refused(p.post("posts", {"id": 7, "title": "A"}), 400, "rest_post_exists")
    refused(p.post("posts", {"title": "A"}, user=None), 401, "rest_cannot_create")
    refused(p.post("posts", b"{", headers={"Content-Type": "application/json"}), 400, "rest_invalid_json")
    refused(p.post("posts", b'{"title":"a\\u0000b"}', headers={"Content-Type": "application/json"}), 400, "rest_invalid_json")
    refused(p.post("posts", b"[" * 100000, headers={"Content-Type": "application/json"}), 400, "rest_invalid_json")
    refused(p.post("posts", {"title": "A", "date": "tomorrow"}), 400, "rest_invalid_param")
    refused(p.get("posts/999999"), 404, "rest_post_invalid_id")


def round_trip(p):
    title = "Rakor “Pilkada” & <hasil> 'baru' – 100 %"
    content = ('<!-- wp:paragraph -->\n<p>Bebaca.id, TENGGARONG – Isi “kutipan” &amp; lain.</p>\n<!-- /wp:paragraph -->\n\n'
               '<!-- wp:acme/table {"a":"\\u003cb\\u003e"} -->\n<div onclick="x">foreign</div>\n<!-- /wp:acme/table -->\r\n\ttail  ')
    excerpt = "Satu kalimat.\nBaris kedua."
    made = p.post("posts", {"title": title, "content": content, "excerpt": excerpt, "status": "draft", "slug": "rdk-0a1b2c3d",
                            "unknown": 1, "meta": {"x": 1}, "featured_media": 999, "tags": [998]}).json
    back = p.get(f"posts/{made['id']}?context=edit").json
    equal((back["title"]["raw"], back["content"]["raw"], back["excerpt"]["raw"]), (title, content, excerpt))
    equal((back["slug"], back["status"], back["featured_media"], back["tags"], back["categories"]), ("rdk-0a1b2c3d", "draft", 0, [], [1]))
    equal(back, made)
    contains(json.dumps(back["_links"]), "wp:action-publish", "version-history")
    for method in ("POST", "PUT", "PATCH"):
        changed = p.ask(method, f"posts/{made['id']}", {"title": method}).json
        equal((changed["title"]["raw"], changed["content"]["raw"], changed["slug"]), (method, content, "rdk-0a1b2c3d"))
    equal(changed["_links"]["version-history"][0]["count"], 3)
    anonymous = p.get(f"posts/{made['id']}", user=None)
    refused(anonymous, 401, "rest_forbidden")
    refused(p.get(f"posts/{made['id']}?context=edit", user="rani"), 403, "rest_forbidden_context")
    out = p.post(f"posts/{made['id']}", {"status": "publish", "slug": ""}).json
    equal((out["slug"], out["status"]), ("patch", "publish"))
    public = p.get(f"posts/{made['id']}", user=None).json
    equal("raw" in public["title"], False)
    equal("onclick" in json.dumps(public), False)
    few = p.get(f"posts/{made['id']}?context=edit&_fields=id,title.raw").json
    equal(few, {"id": made["id"], "title": {"raw": "PATCH"}})
    equal(p.ask("DELETE", f"posts/{made['id']}").json["status"], "trash")
    refused(p.ask("DELETE", f"posts/{made['id']}"), 410, "rest_already_trashed")
    gone = p.ask("DELETE", f"posts/{made['id']}?force=true").json
    equal((gone["deleted"], gone["previous"]["id"]), (True, made["id"]))
    refused(p.get(f"posts/{made['id']}"), 404, "rest_post_invalid_id")


def slugs(p):
    first = p.post("posts", {"title": "A", "slug": "rdk-1", "status": "draft"}).json
    second = p.post("posts", {"title": "A", "slug": "rdk-1", "status": "draft"}).json
    equal((first["slug"], second["slug"]), ("rdk-1", "rdk-1-2"))
    found = p.get("posts?slug=rdk-1&status=any&context=edit").json
    equal([post["id"] for post in found], [first["id"]])
    equal(p.get("posts?slug=rdk-1&status=any&context=edit&_fields=id,slug").json, [{"id": first["id"], "slug": "rdk-1"}])
    again = p.post(f"posts/{first['id']}", {"slug": "rdk-1"}).json
    equal(again["slug"], "rdk-1")
    names = [p.post("posts", {"title": "Kabar Baru!", "status": "publish"}).json["slug"] for _ in range(3)]
    equal(names, ["kabar-baru", "kabar-baru-2", "kabar-baru-3"])
    # Titles are HTML, as on a WordPress.
    escaped = p.post("posts", {"title": "Ikan &amp; &lt;Udang&gt;", "status": "publish"}).json
    equal((escaped["title"], escaped["slug"]), ({"raw": "Ikan &amp; &lt;Udang&gt;", "rendered": "Ikan &amp; &lt;Udang&gt;"}, "ikan-udang"))
    odd = p.post("posts", {"title": "…", "status": "publish"}).json
    equal(odd["slug"], str(odd["id"]))
    equal(p.post("posts", {"title": "A", "slug": "../../Etc/Passwd?x", "status": "draft"}).json["slug"].count("/"), 0)


def lists(p):
    for number in range(7):
        p.post("posts", {"title": f"Berita {number}", "status": "publish", "date_gmt": gmt(-1000 + number), "content": "100%_x" if number == 3 else "isi"})
    p.post("posts", {"title": "Rancangan", "status": "draft"}, user="rani")
    page = p.get("posts?per_page=3&page=2", user=None)
    equal([post["title"]["rendered"] for post in page.json], ["Berita 3", "Berita 2", "Berita 1"])
    equal((page.headers["X-WP-Total"], page.headers["X-WP-TotalPages"]), ("7", "3"))
    refused(p.get("posts?per_page=3&page=4"), 400, "rest_post_invalid_page_number")
    refused(p.get("posts?per_page=101"), 400, "rest_invalid_param")
    equal(p.get("posts?page=1&status=draft", user="rani").json[0]["title"]["rendered"], "Rancangan")
    refused(p.get("posts?status=draft", user=None), 400, "rest_invalid_param")
    refused(p.get("posts", status="publish' OR 1=1--"), 400, "rest_invalid_param")
    # Others' drafts are counted and left out.
    mine = p.get("posts?status=any&per_page=100", user="tono")
    equal((len(mine.json), mine.headers["X-WP-Total"]), (7, "8"))
    rani = p.get("users/me", user="rani").json["id"]
    equal(len(p.get(f"posts?status=any&author={rani}", user="rani").json), 1)
    equal([post["title"]["rendered"] for post in p.get("posts?search=100%25_").json], ["Berita 3"])
    equal(p.get("posts?search=%25%25%25").json, [])
    for hostile in ("'", "\"", "' OR '1'='1", "%", "\\", "x' UNION SELECT secret FROM user--", "a\u0000b"):
        for name in ("search", "slug", "author", "status", "orderby", "order", "include", "categories", "page", "per_page", "_fields"):
            equal(p.get("posts", **{name: hostile}).status in (200, 400), True, (name, hostile))


def terms(p):
    made = p.post("categories", {"name": "Daerah & Kota"}, user="sari").json
    equal((made["name"], made["slug"], made["taxonomy"]), ("Daerah &amp; Kota", "daerah-kota", "category"))
    again = p.post("categories", {"name": "daerah & kota"}, user="sari")
    refused(again, 400, "term_exists")
    equal(again.json["data"]["term_id"], made["id"])
    refused(p.post("categories", {"name": "Baru"}, user="rani"), 403, "rest_cannot_create")
    tag = p.post("tags", {"name": "Pilkada 2024"}, user="rani")
    equal(tag.status, 201)
    equal(p.post("tags", {"name": "PILKADA 2024"}, user="rani").json["data"]["term_id"], tag.json["id"])
    refused(p.post("tags", {"name": "X"}, user="tono"), 403, "rest_cannot_create")
    refused(p.post("tags", {"name": "X"}, user=None), 401, "rest_cannot_create")
    refused(p.post("tags", {}), 400, "rest_missing_callback_param")
    equal([term["id"] for term in p.get("tags?search=pilkada", user=None).json], [tag.json["id"]])
    equal([term["name"] for term in p.get("categories?per_page=100", user=None).json], ["Daerah &amp; Kota", "Uncategorized"])
    post = p.post("posts", {"title": "A", "categories": [made["id"], tag.json["id"]], "tags": [tag.json["id"], made["id"]], "status": "publish"}).json
    equal((post["categories"], post["tags"]), ([made["id"]], [tag.json["id"]]))
    equal(p.get(f"categories/{made['id']}").json["count"], 1)
    refused(p.get("tags/999"), 404, "rest_term_invalid")


def media(p):
    data = png()
    md5 = hashlib.md5(data).hexdigest()
    made = p.upload(data, "Foto Rapat.png", {"Content-MD5": md5}, title="Rapat", caption="Rapat di <hotel> “Grand”", alt_text="Orang duduk", slug="rdk-foto-1", user="rani")
    equal(made.status, 201)
    photo = made.json
    equal((photo["slug"], photo["title"]["raw"], photo["caption"]["raw"], photo["alt_text"]), ("rdk-foto-1", "Rapat", "Rapat di <hotel> “Grand”", "Orang duduk"))
    equal((photo["media_details"]["width"], photo["media_details"]["height"], photo["mime_type"]), (64, 48, "image/png"))
    equal(made.headers["X-WP-Upload-Attachment-ID"], str(photo["id"]))
    file = p.get(photo["source_url"], user=None)
    equal((file.body, file.headers["Content-Type"]), (data, "image/png"))
    contains(file.headers["Cache-Control"], "immutable")
    equal(p.get(photo["source_url"], user=None, headers={"If-None-Match": file.headers["ETag"]}).status, 304)
    part = p.get(photo["source_url"], user=None, headers={"Range": "bytes=8-15"})
    equal((part.status, part.body, part.headers["Content-Range"]), (206, data[8:16], f"bytes 8-15/{len(data)}"))
    equal(p.ask("HEAD", photo["source_url"], user=None).headers["Content-Length"], str(len(data)))
    twice = p.upload(data, slug="rdk-foto-1", user="rani").json
    equal(twice["slug"], "rdk-foto-1-2")
    equal([item["id"] for item in p.get("media?slug=rdk-foto-1").json], [photo["id"]])
    changed = p.ask("PUT", f"media/{photo['id']}", {"caption": "Baru", "title": "T"}, user="rani").json
    equal((changed["caption"]["raw"], changed["alt_text"]), ("Baru", "Orang duduk"))
    equal(p.post(f"media/{photo['id']}/post-process", {"action": "create-image-subsizes"}, user="rani").status, 200)
    refused(p.upload(data[:-20], headers={"Content-MD5": md5}), 412, "rest_upload_hash_mismatch")
    refused(p.upload(data, user="tono"), 403, "rest_cannot_create")
    refused(p.upload(data, user=None), 401, "rest_cannot_create")
    refused(p.upload(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>" + b" " * 64, "a.svg"), 500, "rest_upload_sideload_error")
    refused(p.upload(b"<html><script>alert(1)</script>" + b" " * 64, "a.png"), 500, "rest_upload_sideload_error")
    refused(p.upload(b"", "a.png"), 400, "rest_upload_no_data")
    refused(p.post("media", data, headers={"Content-Type": "image/png"}), 400, "rest_upload_no_content_disposition")
    refused(p.post("media", data, headers={"Content-Type": "image/png", "Content-Disposition": "attachment; filename*=UTF-8''a.png"}), 400, "rest_upload_invalid_disposition")
    refused(p.post("media", data, headers={"Content-Type": "image/png", "Content-Disposition": "attachment"}), 400, "rest_upload_invalid_disposition")
    odd = p.upload(data, "../../../../etc/passwd.png").json
    contains(odd["source_url"], "/media/", "passwd.png")
    equal("etc" in odd["source_url"], False)
    refused(p.ask("DELETE", f"media/{photo['id']}", user="rani"), 501, "rest_trash_not_supported")
    refused(p.ask("DELETE", f"media/{photo['id']}?force=true", user="tono"), 403, "rest_cannot_delete")
    equal(p.ask("DELETE", f"media/{photo['id']}?force=true", user="rani").json["deleted"], True)
    equal(p.get(photo["source_url"], user=None).status, 404)
    equal(p.get(twice["source_url"], user=None).body, data)


def form(p):
    made = p.post("posts", b"title=Dari+formulir&status=draft&content=a%26b&tags[]=1&tags[]=2", headers={"Content-Type": "application/x-www-form-urlencoded"})
    equal((made.status, made.json["title"]["raw"], made.json["content"]["raw"]), (201, "Dari formulir", "a&b"))
    equal(p.post(f"posts/{made.json['id']}?title=Dari%20alamat").json["title"]["raw"], "Dari alamat")
    equal(p.post(f"posts/{made.json['id']}", {"title": "x"}, headers={"X-HTTP-Method-Override": "DELETE"}).json["status"], "trash")


run([discovery, signing_in, statuses, round_trip, slugs, lists, terms, media, form], make)
