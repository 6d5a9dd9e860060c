package io.broadsheet.system;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Holds what the gateway says of the API against what all of Broadsheet answers: to every
 * operation, to what is right and to what is wrong.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiContractIT {

	private static final String DRAFT = """
			{"externalId": "%1$s", "headline": "The tram %1$s", "summary": "It runs again", "language": "en",
			 "section": "transport", "tags": ["tram", "line-5"], "authors": [{"name": "Linh Đỗ"}], "dateline": "Huế",
			 "body": "<p onclick='no'>On <a href='https://a.example'>time</a></p><script>no</script>",
			 "images": [{"url": "https://m.example/1.jpg", "caption": "Line 5", "credit": "An", "alt": "A tram",
			  "language": "en", "width": 1600, "height": 900}, {"url": "https://m.example/2.jpg"}],
			 "source": {"name": "Wire", "url": "https://wire.example/1"}, "rankable": true%2$s}""";

	private static final String ID = "id";

	@TempDir
	private static Path data;

	private static RunningBroadsheet broadsheet;

	private static Client client;

	private static Administrator administrator;

	private static ApiContract contract;

	private static String article;

	private static String withdrawn;

	private static String scheduled;

	private static String purged;

	@BeforeAll
	static void start() throws Exception {
		broadsheet = RunningBroadsheet.start(data, RunningBroadsheet.Ports.free(), "--no-edition").awaitReady();
		client = broadsheet.editor();
		administrator = Administrator.logIn(broadsheet);
		contract = new ApiContract(client.get("/openapi.json").body());
		article = publish("back");
		withdrawn = publish("late");
		purged = publish("gone");
		scheduled = ask("POST", "/api/v1/articles", draft("planned", planned()), 202).body().path(ID).asString();
		ask("PUT", "/api/v1/articles/" + article, draft("back", ", \"correction\": \"It was line 5\""),
				Map.of("If-Match", "\"1\""), 200);
		ask("POST", "/api/v1/articles/" + withdrawn + "/withdraw", "{\"reason\": \"Not confirmed\"}", 200);
		purge(purged, 204);
		ask("PUT", "/api/v1/collections/flood",
				"{\"title\": \"The flood\", \"summary\": \"All of it\", \"tag\": \"tram\", \"pinned\": [\"" + article
						+ "\"], \"endsAt\": \"2099-01-01T00:00:00Z\", \"image\": {\"url\": \"https://m.example/3.jpg\"}}",
				200);
		await().atMost(30, SECONDS)
			.until(() -> client.get("/api/v1/articles/" + article).header("ETag").equals("\"2\"")
					&& client.get("/api/v1/articles/" + withdrawn).status() == 410
					&& client.get("/api/v1/articles/" + purged).status() == 404
					&& client.get("/api/v1/collections/flood").status() == 200
					&& client.get("/api/v1/articles?q=tram").body().path("items").size() == 1);
	}

	@AfterAll
	static void stop() throws Exception {
		if (broadsheet != null) {
			broadsheet.close();
		}
	}

	@Test
	@Order(1)
	void whatReadersDoIsAnsweredAsDescribed() {
		Map<String, String> reader = Map.of("X-Visitor", "reader-1");
		ask("POST", "/api/v1/views",
				"[{\"articleId\": \"%s\", \"visitor\": \"reader-1\"}, {\"articleId\": 1}, {\"articleId\": \"a\", \"at\": \"2020-01-01T00:00:00Z\"}]"
					.formatted(article),
				reader, 202);
		ask("PUT", "/api/v1/articles/" + article + "/reactions/like", null, reader, 204);
		ask("PUT", "/api/v1/articles/" + article + "/reactions/love", null, reader, 204);
		ask("DELETE", "/api/v1/articles/" + article + "/reactions/love", null, reader, 204);
		ask("POST", "/api/v1/articles/" + article + "/shares", "{\"channel\": \"whatsapp\"}", reader, 204);
		ask("PUT", "/api/v1/articles/" + article + "/reactions/boo", null, reader, 400);
		ask("PUT", "/api/v1/articles/a.b/reactions/like", null, reader, 400);
		ask("PUT", "/api/v1/articles/" + article + "/reactions/like", null, Map.of("User-Agent", "Googlebot/2.1"), 403);
		ask("POST", "/api/v1/articles/" + article + "/shares", "{\"channel\": \"pigeon\"}", reader, 422);
		ask("POST", "/api/v1/articles/" + article + "/shares", "{\"channel\": {}}", reader, 422);
		ask("POST", "/api/v1/views", "\"view\"", reader, 422);
		ask("POST", "/api/v1/views", "{", reader, 400);
		ask("POST", "/api/v1/views", "{}", Map.of("Content-Type", "application/xml"), 415);
		ask("POST", "/api/v1/views?a=b", "{}", reader, 400);
	}

	@Test
	@Order(2)
	void whatEditorsDoIsAnsweredAsDescribed() throws Exception {
		String address = "/api/v1/articles/" + article;
		ask("POST", "/api/v1/articles", draft("back", ""), 409);
		ask("POST", address + "/restore", null, 409);
		ask("PUT", "/api/v1/articles/" + withdrawn, draft("late", ""), Map.of("If-Match", "\"2\""), 410);
		ask("POST", "/api/v1/articles/" + withdrawn + "/withdraw", "{\"reason\": \"Again\"}", 410);
		ask("POST", "/api/v1/articles/" + withdrawn + "/restore", null, 200);
		ask("POST", "/api/v1/articles/" + withdrawn + "/withdraw", "{\"reason\": \"Not confirmed\"}", 200);
		ask("PUT", address, draft("back", ""), Map.of("If-Match", "\"1\""), 412);
		ask("POST", address + "/withdraw", "{\"reason\": \"No\"}", Map.of("If-Match", "\"1\""), 412);
		ask("PUT", "/api/v1/articles/none", draft("none", ""), Map.of("If-Match", "\"1\""), 404);
		purge("none", 404);
		ask("PUT", "/api/v1/collections/other", "{\"title\": \"Other\", \"tag\": \"other\"}", 200);
		ask("DELETE", "/api/v1/collections/other", null, 204);
		Map<String, String> lines = Map.of("Content-Type", "application/x-ndjson");
		String wire = draft("wire", "").replace('\n', ' ');
		ask("POST", "/api/v1/imports", wire + "\n{\"externalId\": 1}\nnonsense\n", lines, 200);
	}

	@Test
	@Order(3)
	void whatEditorsGetWrongIsRefusedAsDescribed() {
		String address = "/api/v1/articles/" + article;
		ask("POST", "/api/v1/articles", "{", 400);
		ask("POST", "/api/v1/articles", "", 400);
		ask("POST", "/api/v1/articles", "{\"headline\": 1, \"nonsense\": 2}", 422);
		ask("POST", "/api/v1/articles", draft("more", ", \"tags\": [\"NO\"], \"language\": \"!\""), 422);
		ask("POST", "/api/v1/articles", draft("more", ""), Map.of("Idempotency-Key", "white space"), 400);
		ask("POST", "/api/v1/articles", draft("more", ""), Map.of("Content-Type", "text/html"), 415);
		ask("POST", "/api/v1/articles?draft=1", draft("more", ""), 400);
		ask("POST", "/api/v1/articles", draft("more", ", \"dateline\": \"" + "x".repeat(2_000_000) + "\""), 413);
		ask("PUT", address, draft("back", ""), 428);
		ask("PUT", address, draft("back", ""), Map.of("If-Match", "2"), 400);
		ask("POST", address + "/withdraw", "{\"reason\": \"\"}", 422);
		ask("PUT", "/api/v1/collections/flood", "{\"title\": \"\"}", 422);
		ask("PUT", "/api/v1/collections/NO", "{\"title\": \"No\", \"tag\": \"no\"}", 400);
		ask("POST", "/api/v1/imports", "<rss/>", Map.of("Content-Type", "application/rss+xml"), 400);
		ask("POST", "/api/v1/imports", "a", Map.of("Content-Type", "text/plain"), 415);
		ask("POST", "/api/v1/imports?format=rss", "a", Map.of("Content-Type", "application/x-ndjson"), 400);
	}

	@Test
	@Order(3)
	void whoMayNotIsRefusedAsDescribed() {
		Client stranger = new Client(broadsheet.gateway());
		Map<String, String> nonsense = Map.of("Authorization", "Bearer nonsense");
		for (String path : List.of("/api/v1/newsroom/articles/" + article, "/api/v1/newsroom/scheduled",
				"/api/v1/newsroom/articles/" + article + "/revisions")) {
			assertThat(contract.hold("GET", path, stranger.get(path)).status()).isEqualTo(401);
		}
		Client.Answer refused = stranger.post("/api/v1/articles", draft("more", ""));
		assertThat(contract.hold("POST", "/api/v1/articles", refused).status()).isEqualTo(401);
		ask("POST", "/api/v1/articles", draft("more", ""), nonsense, 401);
		ask("GET", "/api/v1/articles/" + article, null, nonsense, 401);
		ask("POST", "/api/v1/views", "{}", nonsense, 401);
		ask("DELETE", "/api/v1/articles/" + article, null, 403);
		ask("GET", "/login", null, 302);
		ask("GET", "/api/v1/session", null, 200);
	}

	static Stream<String> questions() {
		return Stream.of("/api/v1/pages/front", "/api/v1/pages/articles/{id}", "/api/v1/articles",
				"/api/v1/articles?limit=1&sort=publishedAt", "/api/v1/articles?q=tram", "/api/v1/articles/{id}",
				"/api/v1/articles/{id}/related", "/api/v1/articles/{id}/stats", "/api/v1/archive",
				"/api/v1/archive?year=1999", "/api/v1/collections", "/api/v1/collections/flood", "/api/v1/sections",
				"/api/v1/tags", "/api/v1/rankings/most-viewed", "/api/v1/rankings/trending",
				"/api/v1/rankings/most-reacted?window=7d", "/api/v1/rankings/most-shared?section=transport",
				"/feeds/latest.rss", "/feeds/latest.atom", "/feeds/latest.json", "/feeds/sections/transport.rss",
				"/sitemap-news.xml", "/api/v1/newsroom/articles/{id}", "/api/v1/newsroom/articles/{withdrawn}",
				"/api/v1/newsroom/articles/{scheduled}", "/api/v1/newsroom/articles/{id}/revisions?limit=1",
				"/api/v1/newsroom/scheduled", "/openapi.json", "/asyncapi.yaml",
				"/schemas/io.broadsheet.article.published.v1.json", "/problems/gone");
	}

	@ParameterizedTest
	@MethodSource("questions")
	@Order(4)
	void whatIsAskedForIsAnsweredAsDescribed(String question) {
		ask("GET", filled(question), null, 200);
	}

	@ParameterizedTest
	@MethodSource("questions")
	@Order(4)
	void whatIsAskedForWithAParameterThatIsNotThereIsRefused(String question) {
		String path = filled(question).replaceFirst("\\?.*", "");
		ask("GET", path + "?misspelt=1", null, 400);
		for (String parameter : contract.queryParameters("GET", path)) {
			if (!Set.of("q", "author").contains(parameter)) {
				ask("GET", path + "?" + parameter + "=%00", null, 400);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/articles/none,404", "/api/v1/articles/{withdrawn},410", "/api/v1/articles/{scheduled},404",
			"/api/v1/articles/{purged},404", "/api/v1/articles/none/related,404",
			"/api/v1/articles/{withdrawn}/related,410", "/api/v1/articles/none/stats,404",
			"/api/v1/articles/{withdrawn}/stats,410", "/api/v1/articles/a.b/stats,400", "/api/v1/collections/none,404",
			"/api/v1/rankings/none,404", "/api/v1/pages/articles/none,404", "/api/v1/pages/articles/{withdrawn},410",
			"/api/v1/stream?misspelt=1,400", "/api/v1/stream?types=none,400", "/feeds/sections/NO.rss,404",
			"/api/v1/newsroom/articles/none,404", "/api/v1/newsroom/articles/{purged},410",
			"/api/v1/newsroom/articles/{purged}/revisions,410", "/problems/none,404", "/schemas/none.json,404",
			"/docs,302" })
	@Order(4)
	void whatIsNotThereIsAnsweredAsDescribed(String question, int status) {
		ask("GET", filled(question), null, status);
	}

	@Test
	@Order(4)
	void anArticleIsAnsweredInTheWordsThatAreAskedForOrNotAgain() {
		String address = "/api/v1/articles/" + article;
		ask("GET", address, null, Map.of("Accept", "application/ld+json"), 200);
		ask("GET", address, null, Map.of("Accept", "image/png"), 406);
		ask("GET", address, null, Map.of("If-None-Match", "\"2\""), 304);
		for (String path : List.of("/feeds/latest.rss", "/sitemap-news.xml", "/openapi.json")) {
			ask("GET", path, null, Map.of("If-None-Match", client.get(path).header("ETag")), 304);
		}
		String slug = client.get(address).body().path("slug").asString();
		ask("PUT", address, draft("elsewhere", "").replace("\"elsewhere\"", "\"back\""), Map.of("If-Match", "\"2\""),
				200);
		await().atMost(30, SECONDS).until(() -> client.get("/api/v1/articles/" + slug).status() == 301);
		ask("GET", "/api/v1/articles/" + slug, null, 301);
	}

	@Test
	@Order(5)
	void everyOperationWasAsked() {
		// three are redirects, and one has no end
		assertThat(contract.unseen()).isSubsetOf("openDocs", "openStream", "logIn", "logOut");
	}

	private static String publish(String name) {
		return ask("POST", "/api/v1/articles", draft(name, ""), 201).body().path(ID).asString();
	}

	private static void purge(String id, int status) throws Exception {
		String path = "/api/v1/articles/" + id;
		assertThat(contract.hold("DELETE", path, administrator.delete(path)).status()).isEqualTo(status);
	}

	private static String draft(String name, String more) {
		return DRAFT.formatted(name, more);
	}

	private static String planned() {
		return ", \"publishAt\": \"" + OffsetDateTime.now().plusDays(1) + "\"";
	}

	private static String filled(String question) {
		return question.replace("{id}", article)
			.replace("{withdrawn}", withdrawn)
			.replace("{scheduled}", scheduled)
			.replace("{purged}", purged);
	}

	private static Client.Answer ask(String method, String path, String body, int status) {
		return ask(method, path, body, Map.of(), status);
	}

	private static Client.Answer ask(String method, String path, String body, Map<String, String> headers, int status) {
		Client.Answer answer = contract.hold(method, path, client.send(method, path, body, headers));
		assertThat(answer.status()).as(method + " " + path + " " + answer.response().body()).isEqualTo(status);
		return answer;
	}

}
