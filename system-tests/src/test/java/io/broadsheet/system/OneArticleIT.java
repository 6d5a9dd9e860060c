package io.broadsheet.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The life of one article, told across all processes.
 */
class OneArticleIT {

	private static final String DRAFT = """
			{"headline": "%s", "summary": "What happened", "body": "<p>Text</p>", "language": "en",
			 "section": "transport", "tags": ["tram"], "authors": [{"name": "Linh"}]}""";

	@TempDir
	private Path data;

	@Test
	void anArticleIsPublishedReadRevisedViewedRankedWithdrawnRestoredAndRememberedOverARestart() throws Exception {
		RunningBroadsheet.Ports ports = RunningBroadsheet.Ports.free();
		String tram;
		String bridge;
		try (RunningBroadsheet broadsheet = RunningBroadsheet.start(this.data, ports, "--no-edition").awaitReady()) {
			Client client = broadsheet.editor();
			tram = publishAndRead(client, "The tram is back");
			bridge = publishAndRead(client, "The bridge is closed");
			reviseAndReadUnderBothSlugs(client, tram);
			viewByThreeReaders(client, tram);
			viewOnce(client, bridge, "reader-1");
			awaitRanking(client, List.of(tram, bridge), List.of(3, 1));
			withdraw(client, tram);
			awaitRanking(client, List.of(bridge), List.of(1));
			restore(client, tram);
			awaitRanking(client, List.of(tram, bridge), List.of(3, 1));
			withdraw(client, tram);
			awaitRanking(client, List.of(bridge), List.of(1));
			purge(client, Administrator.logIn(broadsheet), new PublicLog(broadsheet.kafka()));
			assertThat(broadsheet.interrupt()).isEqualTo(130);
		}
		try (RunningBroadsheet broadsheet = RunningBroadsheet.start(this.data, ports, "--no-edition").awaitReady()) {
			Client client = broadsheet.editor();
			await().atMost(30, SECONDS).until(() -> client.get("/api/v1/articles/" + bridge).status() == 200);
			assertThat(client.get("/api/v1/articles/" + tram).status()).isEqualTo(410);
			assertThat(client.get("/api/v1/articles/" + bridge).body().path("headline").asString())
				.isEqualTo("The bridge is closed");
			assertThat(ids(client.get("/api/v1/articles"))).containsExactly(bridge);
			awaitRanking(client, List.of(bridge), List.of(1));
			viewOnce(client, bridge, "reader-1");
			viewOnce(client, bridge, "reader-2");
			awaitRanking(client, List.of(bridge), List.of(2));
			Client.Answer revised = client.put("/api/v1/articles/" + bridge, "\"1\"",
					DRAFT.formatted("It is open again"));
			assertThat(revised.header("ETag")).isEqualTo("\"2\"");
		}
	}

	private static String publishAndRead(Client client, String headline) {
		Client.Answer created = client.post("/api/v1/articles", DRAFT.formatted(headline));
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("ETag")).isEqualTo("\"1\"");
		String address = created.header("Location");
		await().atMost(10, SECONDS).until(() -> client.get(address).status() == 200);
		JsonNode article = client.get(address).body();
		assertThat(article.path("headline").asString()).isEqualTo(headline);
		assertThat(article.path("authors").path(0).path("name").asString()).isEqualTo("Linh");
		assertThat(article.path("publishedAt").asString()).endsWith("+07:00");
		return article.path("id").asString();
	}

	private static void reviseAndReadUnderBothSlugs(Client client, String id) {
		String address = "/api/v1/articles/" + id;
		String oldSlug = client.get(address).body().path("slug").asString();
		assertThat(client.put(address, "\"1\"", DRAFT.formatted("The tram is back at last")).status()).isEqualTo(200);
		await().atMost(10, SECONDS).until(() -> client.get(address).header("ETag").equals("\"2\""));
		Client.Answer old = client.get("/api/v1/articles/" + oldSlug);
		assertThat(old.status()).isEqualTo(301);
		assertThat(client.get(old.header("Location")).body().path("id").asString()).isEqualTo(id);
		assertThat(client.put(address, "\"1\"", DRAFT.formatted("Too late")).status()).isEqualTo(412);
	}

	private static void viewByThreeReaders(Client client, String id) {
		for (int view = 0; view < 5; view++) {
			viewOnce(client, id, "reader-1");
		}
		viewOnce(client, id, "reader-2");
		viewOnce(client, id, "reader-3");
	}

	private static void viewOnce(Client client, String id, String visitor) {
		Client.Answer taken = client.post("/api/v1/views",
				"{\"articleId\": \"%s\", \"visitor\": \"%s\"}".formatted(id, visitor));
		assertThat(taken.status()).isEqualTo(202);
		assertThat(taken.body().path("accepted").asInt()).isEqualTo(1);
	}

	private static void withdraw(Client client, String id) {
		Client.Answer withdrawn = client.post("/api/v1/articles/" + id + "/withdraw",
				"{\"reason\": \"Not confirmed\"}");
		assertThat(withdrawn.status()).isEqualTo(200);
		await().atMost(10, SECONDS).until(() -> client.get("/api/v1/articles/" + id).status() == 410);
		assertThat(client.get("/api/v1/articles/" + id).body().path("detail").asString()).contains("Not confirmed");
		assertThat(ids(client.get("/api/v1/articles?section=transport"))).doesNotContain(id);
	}

	private static void restore(Client client, String id) {
		assertThat(client.post("/api/v1/articles/" + id + "/restore", null).status()).isEqualTo(200);
		await().atMost(10, SECONDS).until(() -> client.get("/api/v1/articles/" + id).status() == 200);
		assertThat(ids(client.get("/api/v1/articles?section=transport"))).contains(id);
	}

	/**
	 * An article that was purged never was, for readers and for those who ask the
	 * newsroom for its text.
	 */
	private static void purge(Client client, Administrator administrator, PublicLog log) throws Exception {
		String id = publishAndRead(client, "What nobody should have read");
		viewOnce(client, id, "reader-1");
		await().atMost(20, SECONDS)
			.until(() -> client.get("/api/v1/rankings/most-viewed").response().body().contains(id));
		assertThat(client.send("DELETE", "/api/v1/articles/" + id, null, Map.of()).status()).isEqualTo(403);
		assertThat(administrator.delete("/api/v1/articles/" + id).status()).isEqualTo(204);
		await().atMost(10, SECONDS).until(() -> client.get("/api/v1/articles/" + id).status() == 404);
		await().atMost(20, SECONDS)
			.until(() -> !client.get("/api/v1/rankings/most-viewed").response().body().contains(id));
		assertThat(client.get("/api/v1/newsroom/articles/" + id).status()).isEqualTo(410);
		assertThat(client.get("/api/v1/newsroom/articles/" + id + "/revisions").status()).isEqualTo(410);
		assertThat(log.find(id)).containsKey("articles");
	}

	/** The list overall and that of the section are the same here, and come to be so. */
	private static void awaitRanking(Client client, List<String> ids, List<Integer> views) {
		for (String list : List.of("/api/v1/rankings/most-viewed", "/api/v1/rankings/most-viewed?section=transport")) {
			await().atMost(20, SECONDS).untilAsserted(() -> {
				JsonNode items = client.get(list).body().path("items");
				assertThat(StreamSupport.stream(items.spliterator(), false)
					.map((item) -> item.path("article").path("id").asString())).containsExactlyElementsOf(ids);
				assertThat(StreamSupport.stream(items.spliterator(), false).map((item) -> item.path("views").asInt()))
					.containsExactlyElementsOf(views);
			});
		}
	}

	private static List<String> ids(Client.Answer list) {
		return StreamSupport.stream(list.body().path("items").spliterator(), false)
			.map((item) -> item.path("id").asString())
			.toList();
	}

}
