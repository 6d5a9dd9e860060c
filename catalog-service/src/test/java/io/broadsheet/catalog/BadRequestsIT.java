package io.broadsheet.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nobody means to ask, sent byte for byte to the running service. It has a database
 * and no brokers: reading does without them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsIT {

	private static final String LIST = "/api/v1/articles?";

	private final TestMongo mongo = new TestMongo();

	private RunningCatalog catalog;

	@BeforeAll
	void start() {
		EntryDocuments documents = new EntryDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));
		for (String id : List.of("a", "b", "c")) {
			this.mongo.template()
				.insert(StoredDocuments.of(documents, new CatalogEntry.Published(Articles.article(id, 1))),
						EntryDocuments.COLLECTION)
				.block();
		}
		this.catalog = new RunningCatalog("localhost:1", this.mongo.uri());
	}

	@AfterAll
	void stop() {
		this.catalog.close();
		this.mongo.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "section=%7B%22%24gt%22%3A%22%22%7D section", "section[$ne]=x section[$ne]",
			"section%5B%24ne%5D=x section[$ne]", "$where=1 $where", "tag=/.*/ tag", "tag=%5Ea.*$ tag", "tag=%00 tag",
			"tag=a%00 tag", "section=city%0a section", "author=%00 author", "author=Linh%00 author",
			"author=%ff%fe author", "author=%c3 author", "author=%ed%a0%80 author", "author=%20%20 author",
			"language=en%00 language", "language=en' language", "limit=0 limit", "limit=-1 limit", "limit=101 limit",
			"limit=1.5 limit", "limit=1e2 limit", "limit=NaN limit", "limit=2147483648 limit",
			"limit=99999999999999999999999999 limit", "limit=%D9%A3 limit", "limit=5&limit=5 limit", "limit limit",
			"limit[]=5 limit[]", "from=2025-02-30 from", "from=2025-02-29 from", "to=2025-13-01 to",
			"from=2026-03-02&to=2026-03-01 from", "from=yesterday from", "to=2026-03-01T00:00 to",
			"from=-9999-01-01 from", "from=99999-01-01 from", "from=+1000000000-01-01T00:00Z from",
			"from=2026-03-01T00:00:00%2B99:00 from", "to=2026-03-01T00:00:00+99:00 to",
			"to=2026-03-01T00:00:00%2B18:01 to", "from=2026-03-01T00:00:00-18:00:01 from",
			"from=2026-03-01T00:00:00[Mars/Phobos] from", "to=2026-03-01T00:00:00%5BMars%2FPhobos%5D to",
			"to=2026-03-01T00:00:00%2B07:00[Asia/Ho_Chi_Minh] to", "date=2026-03-01T00:00:00Z date",
			"date=2026-3-1 date", "date=0000-00-00 date", "sort=-_id sort", "sort=$natural sort", "sort=relevance sort",
			"cursor=x cursor", "cursor=%00 cursor", "cursor=.. cursor", "cursor=null cursor", "cursor= cursor",
			"q=%00 q", "q=%20 q", "unknown=1 unknown", "SECTION=city SECTION", "section=city&Section=city Section" })
	void whatCantBeMeantIsRefusedByName(String query, String parameter) throws IOException {
		Answer answer = get(LIST + query);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text()).contains("application/problem+json", "\"parameter\":\"" + parameter + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "%zz=1", "section=%zz", "section=%", "section=%u0041", "=", "&&&", "=x", "?", "a=b=c",
			"section=city%", "author=%f8%88%80%80%80", "author=\u0007", "section=\t", "limit=%", "cursor=%E0%A4%A", "#",
			"section=city;limit=1", "\\", "<script>", "'--", "../..", "%2e%2e%2f", "section={$gt:\"\"}", "tag=^a.*$",
			"tag={$regex:.*}" })
	void whatIsNoQueryAtAllIsNeverAFailureOfTheService(String query) throws IOException {
		assertThat(get(LIST + query).status()).isBetween(200, 499);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/articles/%00", "/api/v1/articles/%ff", "/api/v1/articles/%zz",
			"/api/v1/articles/{$gt:\"\"}", "/api/v1/articles/..%2f..%2fetc", "/api/v1/articles//", "//api/v1/articles",
			"/api/v1/articles/;a=b", "/api/v1/articles/a?x[$ne]=1", "/api/v1/tags?limit=%00",
			"/api/v1/sections?$where=1", "/api/v1/articles/a%0d%0aSet-Cookie:x", "*", "/%", "" })
	void whatIsNoAddressIsNeverAFailureOfTheService(String target) throws IOException {
		assertThat(get(target).status()).isBetween(200, 499);
	}

	@ParameterizedTest
	@ValueSource(strings = { "section", "tag", "author", "language", "limit", "from", "to", "date", "collection", "q",
			"sort", "cursor", "unknown" })
	void tenKilobytesAreRefused(String parameter) throws IOException {
		assertRefused(LIST, parameter);
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/articles/a,fields", "/api/v1/articles/a/related,limit", "/api/v1/articles/a/related,q",
			"/api/v1/archive,year", "/api/v1/archive,month", "/api/v1/archive,section", "/api/v1/archive,date",
			"/api/v1/collections,limit", "/api/v1/collections/none,limit", "/api/v1/collections/none,cursor",
			"/api/v1/collections/none,tag", "/api/v1/tags,limit", "/api/v1/tags,q", "/api/v1/sections,limit",
			"/feeds/latest.rss,limit", "/feeds/sections/city.json,section", "/sitemap-news.xml,page" })
	void tenKilobytesAreRefusedOnEachRoute(String route, String parameter) throws IOException {
		assertRefused(route + "?", parameter);
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/articles/,''", "/api/v1/articles/,/related", "/api/v1/collections/,''",
			"/feeds/sections/,.rss", "/feeds/sections/,.atom", "/feeds/latest.,''" })
	void nothingIsAtAnAddressOfTenKilobytes(String before, String after) throws IOException {
		assertThat(get(before + "1".repeat(10_240) + after).status()).isBetween(400, 499);
		assertThat(get(before + "1".repeat(2_048) + after).text()).contains(" 404 ", "/problems/not-found");
	}

	@Test
	void theOutermostOffsetsAreTimes() throws IOException {
		assertThat(get(LIST + "from=2026-03-01T00:00:00%2B18:00&to=2026-03-01T00:00:00-18:00").status()).isEqualTo(200);
	}

	@Test
	void aCursorWithAFlippedBitIsRefused() throws IOException {
		String first = get(LIST + "limit=1").text();
		String cursor = first.substring(first.indexOf("cursor=") + 7, first.indexOf(">; rel=\"next\""));
		assertThat(get(LIST + "limit=2&cursor=" + cursor).status()).isEqualTo(200);
		for (int at = 0; at < cursor.length(); at++) {
			char flipped = (char) (cursor.charAt(at) ^ (1 << (at % 7)));
			String escaped = String.format("%%%02x", (int) flipped);
			Answer answer = get(LIST + "cursor=" + cursor.substring(0, at) + escaped + cursor.substring(at + 1));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.text()).contains("\"parameter\":\"cursor\"");
		}
	}

	@Test
	void aCursorOfAnotherListIsRefusedAsSuch() throws IOException {
		String first = get(LIST + "limit=1").text();
		String cursor = first.substring(first.indexOf("cursor=") + 7, first.indexOf(">; rel=\"next\""));
		for (String other : List.of("sort=publishedAt", "section=transport", "language=vi", "to=2030-01-01")) {
			assertThat(get(LIST + other + "&cursor=" + cursor).text()).contains(" 400 ",
					"belongs to a list with other filters");
		}
	}

	/** By the server, which reads no request line so long, or by name. */
	private void assertRefused(String route, String parameter) throws IOException {
		assertThat(get(route + parameter + "=" + "1".repeat(10_240)).status()).isBetween(400, 499);
		assertThat(get(route + parameter + "=" + "1".repeat(2_048)).text()).contains(" 400 ",
				"\"parameter\":\"" + parameter + "\"");
	}

	private Answer get(String target) throws IOException {
		try (Socket socket = new Socket("localhost", this.catalog.port())) {
			socket.setSoTimeout((int) RunningCatalog.PATIENCE.toMillis());
			String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			InputStream in = socket.getInputStream();
			String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(text).startsWith("HTTP/1.1 ");
			return new Answer(Integer.parseInt(text.substring(9, 12)), text);
		}
	}

	private record Answer(int status, String text) {
	}

}
