package io.broadsheet.catalog.feed;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What feed readers and search engines get over HTTP.
 */
@WebFluxTest(controllers = FeedEndpoint.class,
		properties = { "spring.config.name=catalog-service", "PUBLISHER_ZONE=Asia/Ho_Chi_Minh",
				"PUBLISHER_NAME=The Paper", "PUBLISHER_SITE_URL=https://paper.example", "PUBLISHER_LANGUAGE=vi" })
@Import(FeedConfiguration.class)
@EnableConfigurationProperties(PublisherSettings.class)
class FeedEndpointTests {

	private static final int LONGEST_SITEMAP = 4 * 1024 * 1024;

	private static final Instant NOW = Articles.DAWN.plusHours(6).toInstant();

	@Autowired
	private WebTestClient http;

	@Autowired
	private ReactiveMongoTemplate mongo;

	@Autowired
	private EntryDocuments documents;

	@BeforeEach
	void fill() {
		this.mongo.remove(new Query(), EntryDocuments.COLLECTION).block();
		store(new CatalogEntry.Published(Articles.article("a", 2)),
				new CatalogEntry.Published(Articles.article("b", 1, "city", Articles.DAWN.plusMinutes(1))),
				new CatalogEntry.Withdrawn(Articles.withdrawn("w", 3)));
	}

	@ParameterizedTest
	@CsvSource({ "rss,application/rss+xml;charset=UTF-8", "atom,application/atom+xml;charset=UTF-8",
			"json,application/feed+json" })
	void theLatestArticlesComeAsTheFormatThatIsAskedForWhateverElseTheReaderTakes(String format, String type) {
		this.http.get()
			.uri("/feeds/latest." + format)
			.header(HttpHeaders.ACCEPT, "text/html")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.CONTENT_TYPE, type)
			.expectHeader()
			.valueEquals("Surrogate-Key", "latest article:b article:a")
			.expectHeader()
			.valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=60, public")
			.expectHeader()
			.valueEquals(HttpHeaders.LAST_MODIFIED, "Sun, 01 Mar 2026 00:30:00 GMT")
			.expectHeader()
			.valueMatches(HttpHeaders.ETAG, "\"[0-9a-f]{32}\"");
	}

	@Test
	void aFeedHasTheNewestFirstAndNothingWithdrawn() {
		Element channel = channel("/feeds/latest.rss");
		assertThat(guids(channel)).containsExactly("b", "a");
		assertThat(Xml.text(channel, "", "title")).isEqualTo("The Paper");
		assertThat(Xml.text(channel, "", "link")).isEqualTo("https://paper.example/");
		assertThat(Xml.text(channel, "", "language")).isEqualTo("vi");
		assertThat(Xml.only(channel, Xml.ATOM, "link").getAttribute("href"))
			.isEqualTo("https://paper.example/feeds/latest.rss");
		Element item = Xml.children(channel, "", "item").get(1);
		assertThat(Xml.texts(item, "", "category")).containsExactly("transport", "tram", "city-hall");
		assertThat(Xml.texts(item, Xml.DUBLIN_CORE, "creator")).containsExactly("Linh Đỗ");
		assertThat(Xml.only(item, Xml.MEDIA, "content").getAttribute("url"))
			.isEqualTo("https://paper.example/media/tram.svg");
	}

	@Test
	void aSectionsFeedHasItsArticlesAlone() {
		assertThat(guids(channel("/feeds/sections/city.rss"))).containsExactly("b");
		get("/feeds/sections/city.atom").expectHeader().valueEquals("Surrogate-Key", "section:city article:b");
		get("/feeds/sections/city.json").expectBody()
			.jsonPath("$.title")
			.isEqualTo("The Paper: city")
			.jsonPath("$.feed_url")
			.isEqualTo("https://paper.example/feeds/sections/city.json")
			.jsonPath("$.items.length()")
			.isEqualTo(1);
	}

	@Test
	void aSectionWithoutArticlesIsAnEmptyFeedThatIsValid() {
		FeedRules.assertRss(Xml.root(body("/feeds/sections/nothing.rss")));
		FeedRules.assertAtom(Xml.root(body("/feeds/sections/nothing.atom")));
		get("/feeds/sections/nothing.json").expectStatus().isOk().expectBody().jsonPath("$.items").isEmpty();
	}

	@Test
	void aFeedEndsAfterFiftyArticles() {
		store(IntStream.range(0, 60)
			.mapToObj((i) -> Articles.article("n" + i, 1, "many", Articles.DAWN.minusMinutes(i)))
			.map(CatalogEntry.Published::new)
			.toArray(CatalogEntry[]::new));
		assertThat(guids(channel("/feeds/sections/many.rss")))
			.containsExactlyElementsOf(IntStream.range(0, 50).mapToObj((i) -> "n" + i).toList());
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/feeds/latest.rss", "/feeds/sections/city.atom", "/feeds/latest.json", "/sitemap-news.xml" })
	void whatTheReaderHasIsNotSentAgain(String address) {
		HttpHeaders first = get(address).expectBody().returnResult().getResponseHeaders();
		String tag = first.getETag();
		conditional(address, tag).expectStatus()
			.isNotModified()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, tag)
			.expectHeader()
			.valueEquals("Surrogate-Key", first.getFirst("Surrogate-Key"))
			.expectBody()
			.isEmpty();
		conditional(address, "\"other\"").expectStatus().isOk();
		store(new CatalogEntry.Published(Articles.article("new", 1, "city", Articles.DAWN.plusMinutes(2))));
		conditional(address, tag).expectStatus().isOk();
	}

	/**
	 * Without the article, the latest change is one that the reader has seen long ago.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/feeds/latest.rss", "/sitemap-news.xml" })
	void aReaderWhoHasAWithdrawnArticleIsNotToldToKeepIt(String address) {
		HttpHeaders before = get(address).expectBody().returnResult().getResponseHeaders();
		this.mongo.remove(Query.query(Criteria.where("_id").is("a")), EntryDocuments.COLLECTION).block();
		conditional(address, before.getETag()).expectStatus().isOk();
		this.http.get()
			.uri(address)
			.header(HttpHeaders.IF_MODIFIED_SINCE, before.getFirst(HttpHeaders.LAST_MODIFIED))
			.exchange()
			.expectStatus()
			.isOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/feeds/latest.rss", "/feeds/sections/city.json", "/sitemap-news.xml" })
	void aHeadOfAFeedIsItsHeadersAlone(String address) {
		HttpHeaders get = get(address).expectBody().returnResult().getResponseHeaders();
		this.http.head()
			.uri(address)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, get.getETag())
			.expectHeader()
			.contentLength(body(address).length)
			.expectBody()
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/feeds/latest.xml", "/feeds/latest", "/feeds/latest.rss.rss", "/feeds/sections/city",
			"/feeds/sections/city.html", "/feeds/sections/City.rss", "/feeds/sections/a%00b.rss",
			"/feeds/sections/.rss", "/feeds/tags/tram.rss", "/sitemap-news.xml.gz" })
	void whatIsNoFeedIsNotThere(String address) {
		this.http.get()
			.uri(URI.create(address))
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/not-found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/feeds/latest.rss?limit=5", "/feeds/sections/city.json?section=a",
			"/sitemap-news.xml?page=2" })
	void aParameterIsRefusedByName(String address) {
		get(address).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/unknown-parameter");
	}

	@Test
	void theNewsSitemapHasTheArticlesOfTheLastTwoDaysToTheMillisecond() {
		OffsetDateTime edge = NOW.atZone(ZoneId.of("UTC")).toOffsetDateTime().minusDays(2);
		store(new CatalogEntry.Published(Articles.article("in", 1, "city", edge)),
				new CatalogEntry.Published(Articles.article("out", 1, "city", edge.minus(Duration.ofMillis(1)))));
		assertThat(locations()).containsExactly("https://paper.example/articles/tram-b",
				"https://paper.example/articles/tram-2-a", "https://paper.example/articles/tram-in");
		get("/sitemap-news.xml").expectHeader()
			.valueEquals(HttpHeaders.CONTENT_TYPE, "application/xml;charset=UTF-8")
			.expectHeader()
			.valueEquals("Surrogate-Key", "latest");
	}

	@Test
	void theNewsSitemapEndsAfterAThousandArticles() {
		List<Document> many = IntStream.range(0, 1100)
			.mapToObj((i) -> Articles.article("n" + i, 1, "city", Articles.DAWN.plusMinutes(2).plusSeconds(i)))
			.map((article) -> StoredDocuments.of(this.documents, new CatalogEntry.Published(article)))
			.toList();
		this.mongo.insert(many, EntryDocuments.COLLECTION).collectList().block();
		assertThat(locations()).hasSize(1000).startsWith("https://paper.example/articles/tram-n1099");
	}

	private List<String> locations() {
		String sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
		return Xml.children(Xml.root(body("/sitemap-news.xml")), sitemap, "url")
			.stream()
			.map((url) -> Xml.text(url, sitemap, "loc"))
			.toList();
	}

	private static List<String> guids(Element channel) {
		return Xml.children(channel, "", "item").stream().map((item) -> Xml.text(item, "", "guid")).toList();
	}

	private Element channel(String address) {
		Element rss = Xml.root(body(address));
		FeedRules.assertRss(rss);
		return Xml.only(rss, "", "channel");
	}

	private byte[] body(String address) {
		return this.http.mutate()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(LONGEST_SITEMAP))
			.build()
			.get()
			.uri(address)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody();
	}

	private WebTestClient.ResponseSpec conditional(String address, String tag) {
		return this.http.get().uri(address).header(HttpHeaders.IF_NONE_MATCH, tag).exchange();
	}

	private WebTestClient.ResponseSpec get(String address) {
		return this.http.get().uri(address).exchange();
	}

	private void store(CatalogEntry... entries) {
		for (CatalogEntry entry : entries) {
			this.mongo.insert(StoredDocuments.of(this.documents, entry), EntryDocuments.COLLECTION).block();
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Database {

		@Bean
		Clock clock() {
			return Clock.fixed(NOW, ZoneId.of("UTC"));
		}

		@Bean(destroyMethod = "close")
		TestMongo testMongo() {
			return new TestMongo();
		}

		@Bean
		ReactiveMongoTemplate reactiveMongoTemplate(TestMongo mongo) {
			return mongo.template();
		}

		@Bean
		EntryDocuments entryDocuments() {
			return new EntryDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));
		}

	}

}
