/** Invented feeds and sitemaps of an invented paper, one of each kind. */
export const AT = 'https://courier.example/feeds/news'

export const RSS = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>Port Quay Courier</title><link>https://courier.example/</link>
<atom:link rel="self" href="https://courier.example/feeds/news"/><ttl>15</ttl>
<image><url>https://courier.example/logo.png</url><title>Logo</title></image>
<item><title><![CDATA[Ferry <b>collision</b> kills 12]]></title><link>
  https://courier.example/2031/ferry?utm_source=rss&amp;page=1 </link>
  <guid isPermaLink="false">c-1</guid><description>Said &amp; done<br>and more</description>
  <media:group><media:title>Not the title</media:title></media:group>
  <source url="https://other.example/"><title>Other paper</title></source>
  <pubDate>Sat, 01 Mar 2031 14:00:00 GMT</pubDate><atom:updated>2031-03-01T15:30:00Z</atom:updated></item>
<item><title>Council votes</title><link>/2031/council</link><dc:date>2031-03-01T10:00:00+01:00</dc:date></item>
<item><title>By its id</title><guid>https://courier.example/2031/id</guid></item>
<item><title>Through a counter</title><link>https://count.example/~r/1</link>
  <feedburner:origLink>https://courier.example/2031/counted</feedburner:origLink></item>
<item><title>Leads nowhere</title><link>javascript:alert(1)</link><guid isPermaLink="false">c-5</guid></item>
</channel></rss>`

export const RSS1 = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://courier.example/"><title>Port Quay Courier</title><items><rdf:Seq>
<rdf:li rdf:resource="https://courier.example/2031/ferry"/></rdf:Seq></items></channel>
<item rdf:about="https://courier.example/2031/ferry"><title>Ferry collision</title>
<link>https://courier.example/2031/ferry</link><dc:date>2031-03-01T14:00:00Z</dc:date></item></rdf:RDF>`

export const ATOM = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://courier.example/2031/">
<title type="html">Port &lt;i&gt;Quay&lt;/i&gt; Courier</title><updated>2031-03-01T16:00:00Z</updated>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ferry <em>collision</em></div></title>
<link rel="replies" href="ferry/comments"/><link rel="enclosure" type="audio/mpeg" href="ferry.mp3"/><link href="ferry"/>
<id>tag:courier.example,2031:1</id><published>2031-03-01T14:00:00Z</published><updated>2031-03-01T15:30:00Z</updated>
<author><name>Ines Valdor</name></author><source><title>Wire</title><updated>2031-03-01T23:00:00Z</updated></source></entry>
<entry><title>No link</title><id>https://courier.example/2031/id</id><updated>2031-03-01T14:00:00Z</updated></entry>
</feed>`

export const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Port Quay Courier',
  items: [
    {
      id: '1',
      url: '/2031/ferry',
      title: 'Ferry collision',
      date_published: '2031-03-01T14:00:00Z',
      date_modified: '2031-03-01T15:30:00Z',
    },
    { id: 'https://courier.example/2031/id' },
    { id: 3, content_text: 'nowhere' },
    'no item',
  ],
})

export const SITEMAP = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://courier.example/2031/ferry</loc><lastmod>2031-03-01T15:30:00+00:00</lastmod>
<image:image><image:loc>https://courier.example/f.jpg</image:loc><image:title>Ferry</image:title></image:image></url>
<url><loc>https://courier.example/about</loc><lastmod>2030-01-05</lastmod></url><url><loc></loc></url></urlset>`

export const NEWS_SITEMAP = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://courier.example/2031/ferry</loc><n:news><n:publication><n:name>Courier</n:name></n:publication>
<n:publication_date>2031-03-01T14:00:00Z</n:publication_date><n:title>Ferry collision</n:title></n:news></url></urlset>`

export const INDEX = `<sm:sitemapindex xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9"><sm:sitemap>
<sm:loc>https://courier.example/sitemap-1.xml.gz</sm:loc><sm:lastmod>2031-03-01</sm:lastmod></sm:sitemap></sm:sitemapindex>`

export const ALL = [RSS, RSS1, ATOM, JSON_FEED, SITEMAP, NEWS_SITEMAP, INDEX]
