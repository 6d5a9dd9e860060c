package io.broadsheet.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Articles of which nobody may know yet, while somebody reads everything that can be
 * read.
 */
class EmbargoIT {

	private static final String KNOWN = """
			{"headline": "The tram is back", "language": "en", "section": "transport", "tags": ["tram"],
			 "authors": [{"name": "Linh"}], "images": [{"url": "https://m.example/1.jpg"}]}""";

	private static final String COLLECTION = "flood";

	/** How late it may be published, counted from when all is there again. */
	private static final int LATE_SECONDS = 5;

	@TempDir
	private Path data;

	@Test
	void anArticleLeavesNoTraceBeforeItsTimeAndIsPublishedOnceAlsoWhenNobodyWasThere() throws Exception {
		RunningBroadsheet.Ports ports = RunningBroadsheet.Ports.free();
		Embargoed cancelled;
		Embargoed later;
		OffsetDateTime time;
		try (RunningBroadsheet broadsheet = RunningBroadsheet.start(this.data, ports, "--no-edition").awaitReady()) {
			Client editor = broadsheet.editor();
			String known = publishWhatEverybodyKnows(editor);
			List<String> stream = listen(broadsheet);
			OffsetDateTime now = OffsetDateTime.now();
			Embargoed soon = Embargoed.plan(editor, "zorblax", now.plusHours(1))
				.change(editor, 1, "again", now.plusHours(2));
			cancelled = Embargoed.plan(editor, "quimbert", now.plusHours(1));
			withdraw(editor, cancelled);
			later = Embargoed.plan(editor, "vexmoor", now.plusDays(400));
			Eavesdropper reader = new Eavesdropper(broadsheet.gateway(), known, COLLECTION,
					List.of(soon, cancelled, later));
			reader.findNothing();
			assertNoTrace(broadsheet, stream, List.of(soon, cancelled, later));
			publish(editor, soon);
			assertToldEverywhere(reader, soon);
			assertPublishedOnce(broadsheet, soon);
			await().atMost(30, SECONDS).until(() -> stream.stream().anyMatch(soon::isTold));
			assertNoTrace(broadsheet, stream, List.of(cancelled, later));
			time = OffsetDateTime.now().plusSeconds(10);
			later = later.change(editor, 1, "after all", time);
			killEverything(broadsheet);
		}
		assertThat(OffsetDateTime.now()).as("all ended before the time").isBefore(time);
		OffsetDateTime due = time;
		await().atMost(30, SECONDS).until(() -> OffsetDateTime.now().isAfter(due));
		try (RunningBroadsheet broadsheet = RunningBroadsheet.start(this.data, ports, "--no-edition").awaitReady()) {
			OffsetDateTime ready = OffsetDateTime.now();
			String address = "/api/v1/articles/" + later.id();
			Client client = broadsheet.editor();
			await().atMost(30, SECONDS).until(() -> client.get(address).status() == 200);
			assertThat(OffsetDateTime.parse(client.get(address).body().path("publishedAt").asString())).isBetween(time,
					ready.plusSeconds(LATE_SECONDS));
			assertPublishedOnce(broadsheet, later);
			assertThat(new PublicLog(broadsheet.kafka()).find(cancelled.id())).isEmpty();
		}
	}

	private static String publishWhatEverybodyKnows(Client editor) {
		String id = editor.post("/api/v1/articles", KNOWN).body().path("id").asString();
		assertThat(editor
			.send("PUT", "/api/v1/collections/" + COLLECTION, "{\"title\": \"The flood\", \"tag\": \"tram\"}", Map.of())
			.status()).isEqualTo(200);
		await().atMost(30, SECONDS)
			.until(() -> editor.get("/api/v1/collections/" + COLLECTION).body().path("count").asInt() == 1);
		return id;
	}

	private static List<String> listen(RunningBroadsheet broadsheet) {
		List<String> lines = new CopyOnWriteArrayList<>();
		HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(URI.create(broadsheet.gateway() + "/api/v1/stream")).build(),
					HttpResponse.BodyHandlers.ofLines())
			.thenAccept((answer) -> answer.body().forEach(lines::add));
		await().atMost(30, SECONDS).until(() -> !lines.isEmpty());
		return lines;
	}

	private static void assertNoTrace(RunningBroadsheet broadsheet, List<String> stream,
			Collection<Embargoed> articles) {
		PublicLog log = new PublicLog(broadsheet.kafka());
		for (Embargoed article : articles) {
			assertThat(article.traces()).allSatisfy((trace) -> assertThat(log.find(trace)).as(trace).isEmpty());
			assertThat(stream).noneMatch(article::isTold);
		}
	}

	private static void withdraw(Client editor, Embargoed article) {
		assertThat(editor.post("/api/v1/articles/" + article.id() + "/withdraw", "{\"reason\": \"no\"}").status())
			.isEqualTo(200);
	}

	private static void publish(Client editor, Embargoed article) {
		article.change(editor, 2, "at last", OffsetDateTime.now().plusSeconds(2));
		await().atMost(30, SECONDS).until(() -> editor.get("/api/v1/articles/" + article.id()).status() == 200);
		assertThat(
				editor.post("/api/v1/views", "{\"articleId\": \"%s\", \"visitor\": \"reader\"}".formatted(article.id()))
					.status())
			.isEqualTo(202);
	}

	/** So what was looked at before would have told of it. */
	private static void assertToldEverywhere(Eavesdropper reader, Embargoed article) {
		await().atMost(60, SECONDS)
			.untilAsserted(() -> assertThat(reader.whatTellsOf(article)).contains("listArticles", "readArticle",
					"listRelatedArticles", "readArticlePage", "readFrontPage", "readCollection", "listSections",
					"listTags", "readFeed", "readSectionFeed", "readNewsSitemap", "readRanking"));
	}

	private static void assertPublishedOnce(RunningBroadsheet broadsheet, Embargoed article) {
		assertThat(new PublicLog(broadsheet.kafka()).find("body" + article.secret())).containsEntry("articles", 1);
	}

	/** As when the machine goes dark. */
	private static void killEverything(RunningBroadsheet broadsheet) throws InterruptedException {
		List<ProcessHandle> services = broadsheet.services();
		broadsheet.kill();
		services.forEach(ProcessHandle::destroyForcibly);
		await().atMost(30, SECONDS).until(() -> services.stream().noneMatch(ProcessHandle::isAlive));
	}

}
