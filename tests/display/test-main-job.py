#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, whole, in the real window: an article with a photo is written, seen, and published to a
real WordPress; then the server is asked what it has, and the public page is read as a reader gets it."""
import base64
import html
import json
import os
import re
import urllib.request

import journey as j
from driver import check, main, note

SITE = json.loads(os.environ["REDAKSI_WORDPRESS"])


def ask(path):
    """The server's own words over REST, as its administrator."""
    admin = SITE["users"]["admin"]
    token = base64.b64encode(f"{admin['user']}:{admin['app_password']}".encode()).decode()
    request = urllib.request.Request(SITE["url"] + path, headers={"Authorization": "Basic " + token})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def plain(markup):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))).strip()


def read_back():
    posts = ask("/?rest_route=/wp/v2/posts&context=edit&status=publish,draft,pending,future&per_page=100&search=" + "Jembatan")
    check("one post, no more", len(posts) == 1, [p["title"]["raw"] for p in posts])
    post = posts[0]
    raw = post["content"]["raw"]
    check("its state is published", post["status"] == "publish", post["status"])
    check("its headline is ours", html.unescape(post["title"]["raw"]) == j.HEADLINE, post["title"]["raw"])
    for i, paragraph in enumerate(j.PARAGRAPHS, 1):
        check(f"paragraph {i} is ours, letter by letter", paragraph in plain(raw.replace("<strong>", "").replace("</strong>", "")), raw)
    check("the dateline leads the first", re.search(rf"{j.PLACE}(</strong>)?\s*–", html.unescape(raw)), raw)
    check("bold is where it was set", f"<strong>{j.BOLD}" in raw, raw)
    check("the bylines are in it", f"Penulis : {j.WRITER}" in plain(raw) and f"Editor : {j.EDITOR}" in plain(raw), plain(raw))
    check("it is made of blocks", raw.count("<!-- wp:paragraph") >= 3 and "<!-- wp:html" not in raw, raw)
    photo = ask(f"/?rest_route=/wp/v2/media/{post['featured_media']}&context=edit") if post["featured_media"] else None
    check("the lead photo is the post's picture", photo)
    if photo:
        check("with its caption", j.CAPTION in html.unescape(photo["caption"]["raw"]), photo["caption"])
        check("at most 2048 wide", photo["media_details"]["width"] <= 2048, photo["media_details"]["width"])
    media = ask("/?rest_route=/wp/v2/media&per_page=100")
    check("one photo was sent, no more", len(media) == 1, [m["source_url"] for m in media])
    return post


def whole():
    photo = j.make_photo(os.environ["HOME"])
    app = j.begin(width=1280, height=780)
    j.new_article(app)
    j.write_headline(app)
    j.write_body(app)
    j.bold_and_undo(app)
    j.add_lead_photo(app, photo)
    j.add_bylines(app)
    j.wait_saved(app)
    app.shot("main-job-written")
    j.see_preview(app)
    app.shot("main-job-preview")
    app.key("F8")
    editor = SITE["users"]["editor"]
    j.add_site(app, SITE["url"], editor["user"], editor["app_password"])
    j.publish(app)
    app.shot("main-job-published")
    post = read_back()

    # The nine elements of the page. What the site's theme brings is there beside what Redaksi sent.
    page = j.page_of(post["link"])
    words = plain(page)
    note(post["link"])
    check("Follow, and whom", re.search(r"Ikuti: Facebook", words) and "https://social.example/warta" in page, words[:1000])
    check("the tagline", "Kabar dari tepian sungai" in words, words[:1000])
    check("a search box", re.search(r'<details class="koran-search">.*?name="s"', page, re.S), page[:3000])
    found = j.page_of(SITE["url"] + "/?s=" + j.HEADLINE.split()[0])
    check("which finds the article", j.HEADLINE in plain(found), plain(found)[:1000])
    check("the public page has the headline", j.HEADLINE in words, words[:1000])
    check("the photo", "<img" in page and "jembatan" in page, words[:1000])
    check("its caption, once", words.count(f"Foto: {j.CAPTION}") == 1, words[:1000])
    check("its credit, once", words.count(j.CREDIT) == 1, words[:1000])
    check("the photo above its caption", page.find("wp-post-image") < page.find("redaksi-lead-caption") < page.find(j.PLACE), page)
    check("the dateline and the paragraphs", f"{j.PLACE} –" in words and all(p in words for p in j.PARAGRAPHS), words[:3000])
    check("the quotations in real quotation marks", sum(p.count("“") for p in j.PARAGRAPHS) == sum(words.count(p) * p.count("“") for p in j.PARAGRAPHS) > 0, words[:3000])
    check("the bylines", f"Penulis : {j.WRITER}" in words, words[:3000])
    for place in ("facebook.com", "x.com", "wa.me", "t.me"):
        check(f"a link that shares on {place}", re.search(rf'href="https://[^"]*{re.escape(place)}/', page), page[-3000:])

    # What was published is there after a restart.
    app.quit()
    app = j.begin()
    app.get("list item", re.compile("Published"))
    check("it starts again where it was left", app.get("text", "Headline", patience=20) and app.text("text", "Headline") == j.HEADLINE)


main(whole)
