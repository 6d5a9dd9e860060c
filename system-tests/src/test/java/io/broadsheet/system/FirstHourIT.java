package io.broadsheet.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What a newcomer meets in the first hour with {@code ./run}: the sample edition, the
 * commands that are printed, and what happens when something goes wrong.
 */
class FirstHourIT {

	private static final int SERVICES = 4;

	@TempDir
	private static Path data;

	private static RunningBroadsheet.Ports ports;

	private static RunningBroadsheet broadsheet;

	private static Client client;

	@BeforeAll
	static void start() throws IOException {
		ports = RunningBroadsheet.Ports.free();
		broadsheet = RunningBroadsheet.start(data, ports).awaitReady();
		client = broadsheet.editor();
	}

	@AfterAll
	static void stop() throws InterruptedException {
		broadsheet.close();
	}

	@Test
	void theSampleEditionFillsSixSectionsOverTwoMonths() {
		Set<String> sections = new TreeSet<>();
		List<OffsetDateTime> published = new ArrayList<>();
		String path = "/api/v1/articles?limit=20";
		for (String next = path; next != null;) {
			JsonNode page = client.get(next).body();
			page.path("items").forEach((card) -> {
				sections.add(card.path("section").asString());
				published.add(OffsetDateTime.parse(card.path("publishedAt").asString()));
			});
			next = page.path("next").isString() ? path + "&cursor=" + page.path("next").asString() : null;
		}
		assertThat(published).hasSizeGreaterThanOrEqualTo(40).isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(Duration.between(published.get(published.size() - 1), published.get(0)))
			.isGreaterThan(Duration.ofDays(60));
		assertThat(sections).contains("culture", "economy", "education", "people", "planning", "transport");
	}

	@Test
	void theCalendarCountsWhatItsDaysList() {
		await().atMost(30, SECONDS).untilAsserted(() -> {
			JsonNode days = client.get("/api/v1/archive").body().path("days");
			assertThat(days.size()).isGreaterThan(5);
			days.forEach((day) -> assertThat(cards("/api/v1/articles?limit=100&date=" + day.path("date").asString()))
				.as("%s", day)
				.hasSize(day.path("count").asInt()));
		});
	}

	@Test
	void relatedArticlesShareSectionOrTagsAndAWithdrawnOneIsNone() {
		String low = published("Low tide", "tides", "harbour");
		String high = published("High tide", "tides", "harbour");
		String far = published("Far tide", "far-tides", "harbour");
		await().atMost(30, SECONDS)
			.untilAsserted(() -> assertThat(ids("/api/v1/articles/" + low + "/related?limit=20")).startsWith(high)
				.contains(far)
				.doesNotContain(low));
		assertThat(client.post("/api/v1/articles/" + high + "/withdraw", "{\"reason\": \"It was wrong.\"}").status())
			.isEqualTo(200);
		await().atMost(30, SECONDS)
			.untilAsserted(() -> assertThat(ids("/api/v1/articles/" + low + "/related?limit=20")).contains(far)
				.doesNotContain(high, low));
		client.get("/api/v1/articles?limit=20").body().path("items").forEach((card) -> {
			String id = card.path("id").asString();
			assertThat(ids("/api/v1/articles/" + id + "/related")).doesNotContain(id);
		});
	}

	@Test
	void aCollectionShowsItsPinnedArticlesFirstThenTheNewestOfItsTag() {
		String other = published("The harbour master", "sailing", "portraits");
		String first = published("The first race", "sailing", "regatta");
		String second = published("The second race", "sailing", "regatta");
		String third = published("The third race", "sailing", "regatta");
		Client.Answer put = client.send("PUT", "/api/v1/collections/regatta",
				"{\"title\": \"The regatta\", \"pinned\": [\"%s\", \"%s\"], \"tag\": \"regatta\"}".formatted(other,
						first),
				Map.of());
		assertThat(put.status()).as(put.body().toString()).isEqualTo(200);
		await().atMost(30, SECONDS).untilAsserted(() -> {
			assertThat(ids("/api/v1/collections/regatta")).containsExactly(other, first, third, second);
			assertThat(client.get("/api/v1/collections/regatta").body().path("count").asInt()).isEqualTo(4);
			assertThat(ids("/api/v1/articles?collection=regatta")).containsExactly(third, second, first, other);
			assertThat(ids("/api/v1/articles?q=race&collection=regatta")).containsExactlyInAnyOrder(third, second,
					first);
			assertThat(client.get("/api/v1/collections").body().path("items").findValuesAsString("slug"))
				.contains("regatta");
		});
	}

	@Test
	void everyListIsFilledByTheDayOfViews() {
		await().atMost(30, SECONDS)
			.untilAsserted(
					() -> assertThat(client.get("/api/v1/rankings/most-viewed?limit=10").body().path("items").size())
						.isEqualTo(10));
		assertThat(client.get("/api/v1/rankings/most-viewed?section=culture").body().path("items").size()).isPositive();
	}

	@Test
	void thePicturesOfTheEditionAreServed() {
		JsonNode cards = client.get("/api/v1/articles?limit=100").body().path("items");
		List<String> pictures = new ArrayList<>();
		cards.forEach((card) -> {
			if (card.has("image")) {
				pictures.add(card.path("image").path("url").asString().substring(broadsheet.gateway().length()));
			}
		});
		assertThat(pictures).isNotEmpty().allSatisfy((picture) -> {
			Client.Answer answer = client.get(picture);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Content-Type")).startsWith("image/svg+xml");
		});
	}

	@Test
	void theCommandsThatArePrintedWorkWhenPasted() throws Exception {
		List<String> commands = printedCommands();
		assertThat(commands).hasSize(4);
		for (String command : commands) {
			Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
			String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
			assertThat(process.waitFor()).as(command).isZero();
			assertThat(answer).as(command).startsWith("{").doesNotContain("/problems/");
		}
		await().atMost(30, SECONDS).untilAsserted(() -> {
			JsonNode first = client.get("/api/v1/rankings/most-viewed?section=letters").body().path("items").path(0);
			assertThat(first.path("article").path("headline").asString()).isEqualTo("Hello, readers");
			assertThat(first.path("views").asInt()).isEqualTo(1);
		});
	}

	@Test
	void theEmbeddedProviderGivesEditorsTokensToTheNewsroomsPrograms() {
		Client provider = new Client(broadsheet.identityProvider());
		assertThat(provider.get("/.well-known/openid-configuration").body().path("issuer").asString())
			.isEqualTo(broadsheet.identityProvider());
		Client.Answer answer = provider.send("POST", "/oauth2/token", "grant_type=client_credentials",
				Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization",
						"Basic " + Base64.getEncoder().encodeToString("newsroom:newsroom".getBytes(UTF_8))));
		String[] token = answer.body().path("access_token").asString("").split("\\.");
		assertThat(token).as(answer.body().toString()).hasSize(3);
		assertThat(new String(Base64.getUrlDecoder().decode(token[1]), UTF_8)).contains("\"roles\":[\"editor\"]",
				"\"aud\":\"broadsheet\"", broadsheet.identityProvider());
	}

	@Test
	void whoLogsInInABrowserIsWhoTheProviderSaysAndWhoLogsOutIsNobody() throws Exception {
		Administrator administrator = Administrator.logIn(broadsheet);
		assertThat(administrator.session().path("user").asString()).isEqualTo("admin");
		assertThat(administrator.session().path("roles").toString()).isEqualTo("[\"editor\",\"admin\"]");
		assertThat(administrator.delete("/api/v1/collections/never-there").status()).isEqualTo(204);
		assertThat(administrator.logOut().uri().toString()).isEqualTo(broadsheet.gateway() + "/");
		assertThat(administrator.delete("/api/v1/collections/never-there").status()).isIn(401, 403);
	}

	@Test
	void withoutATokenNothingIsChanged() {
		Client nobody = new Client(broadsheet.gateway());
		assertThat(nobody.post("/api/v1/articles", "{}").status()).isEqualTo(401);
		assertThat(nobody.get("/api/v1/newsroom/scheduled").status()).isEqualTo(401);
	}

	@Test
	void aServiceThatDiesIsReportedAndStartedAgain() {
		ProcessHandle trending = service("trending-service");
		trending.destroyForcibly();
		await().atMost(20, SECONDS).until(() -> broadsheet.text().contains("trending-service died with exit code 137"));
		await().atMost(90, SECONDS)
			.untilAsserted(() -> assertThat(client.get("/api/v1/rankings/most-viewed").status()).isEqualTo(200));
	}

	@Test
	void garbageOnTheTopicsIsSetAsideAndTheNextArticleIsReadAndTheNextViewCounted() {
		Client.Answer created = client.post("/api/v1/articles",
				"{\"headline\": \"Before\", \"language\": \"en\", \"section\": \"garbage\"}");
		String id = created.body().path("id").asString();
		sendGarbage(Topic.ARTICLES, id);
		sendGarbage(Topic.ARTICLE_VIEWS, id);
		client.put("/api/v1/articles/" + id, "\"1\"",
				"{\"headline\": \"After\", \"language\": \"en\", \"section\": \"garbage\"}");
		client.post("/api/v1/views", "{\"articleId\": \"%s\", \"visitor\": \"after\"}".formatted(id));
		await().atMost(30, SECONDS)
			.until(() -> client.get("/api/v1/articles/" + id).body().path("headline").asString("").equals("After"));
		await().atMost(60, SECONDS)
			.until(() -> client.get("/api/v1/rankings/most-viewed?section=garbage").body().path("items").size() == 1);
		await().atMost(30, SECONDS).until(() -> count(Topic.ARTICLES_DLT) == 1);
		await().atMost(30, SECONDS).until(() -> count(Topic.ARTICLE_VIEWS_DLT) == 1);
	}

	@Test
	void aViewOfAnUnknownArticleIsAcceptedAndNotCounted() {
		Client management = new Client("http://localhost:" + broadsheet.managementPort(3));
		Client.Answer taken = client.post("/api/v1/views", "{\"articleId\": \"unknown\"}");
		assertThat(taken.body().path("accepted").asInt()).isEqualTo(1);
		await().atMost(90, SECONDS)
			.until(() -> management.get("/actuator/prometheus")
				.response()
				.body()
				.lines()
				.anyMatch((line) -> line.startsWith("broadsheet_trending_views_total")
						&& line.contains("unknown-article") && !line.endsWith(" 0.0")));
		assertThat(client.get("/api/v1/rankings/most-viewed?limit=100").body().toString())
			.doesNotContain("\"unknown\"");
	}

	@Test
	void aRequestIsRepeatedSafelyWhenTheServiceDiesInBetween() {
		String draft = "{\"headline\": \"Once\", \"language\": \"en\", \"section\": \"once\"}";
		Map<String, String> key = Map.of("Idempotency-Key", "before-the-crash");
		Client.Answer first = client.send("POST", "/api/v1/articles", draft, key);
		assertThat(first.status()).isEqualTo(201);
		service("ingest-service").destroyForcibly();
		await().atMost(120, SECONDS).pollInterval(1, SECONDS).untilAsserted(() -> {
			Client.Answer again = client.send("POST", "/api/v1/articles", draft, key);
			assertThat(again.status()).isEqualTo(201);
			assertThat(again.body()).isEqualTo(first.body());
		});
		assertThat(client.get("/api/v1/articles?section=once").body().path("items").size()).isEqualTo(1);
	}

	@Test
	void whatIsWrongWithARequestIsToldThroughTheGateway() {
		assertThat(client.post("/api/v1/articles", "{").status()).isEqualTo(400);
		assertThat(client.post("/api/v1/articles", "{}").body().path("errors").findValuesAsString("pointer"))
			.contains("/headline", "/language", "/section");
		assertThat(client.post("/api/v1/articles", "{\"headline\": \"" + "a".repeat(1_200_000) + "\"}").status())
			.isEqualTo(413);
		assertThat(client.get("/api/v1/articles?secton=x").status()).isEqualTo(400);
		assertThat(client.get("/api/v1/articles?limit=0").status()).isEqualTo(400);
		assertThat(client.get("/api/v1/articles?cursor=forged").status()).isEqualTo(400);
		assertThat(client.get("/api/v1/articles/unknown").status()).isEqualTo(404);
		assertThat(client.get("/api/v1/rankings/most-viewed?window=1y").status()).isEqualTo(400);
		assertThat(client.get("/actuator/health").status()).isEqualTo(404);
	}

	@Test
	void aSecondRunWithTheSameDataSaysWhoIsThereAndStops() throws Exception {
		try (RunningBroadsheet second = RunningBroadsheet.start(data, RunningBroadsheet.Ports.free())) {
			assertThat(second.awaitExit()).isEqualTo(1);
			assertThat(second.text()).contains("Broadsheet runs already", broadsheet.gateway());
		}
	}

	@Test
	void aTakenPortIsNamedWithTheOptionThatMovesIt(@TempDir Path other) throws Exception {
		try (RunningBroadsheet second = RunningBroadsheet.start(other, ports)) {
			assertThat(second.awaitExit()).isEqualTo(1);
			assertThat(second.text()).contains("is taken", "--gateway-port", "--port-offset");
		}
	}

	@Test
	void interruptedDuringStartUpItStopsAndLeavesNothingBehind(@TempDir Path other) throws Exception {
		try (RunningBroadsheet second = RunningBroadsheet.start(other, RunningBroadsheet.Ports.free())) {
			await().atMost(60, SECONDS).until(() -> second.text().contains("gateway is starting"));
			List<ProcessHandle> services = second.services();
			assertThat(second.interrupt()).isEqualTo(130);
			assertThat(services).isNotEmpty().noneMatch(ProcessHandle::isAlive);
			assertThat(second.text()).containsSubsequence("gateway is stopping", "trending-service is stopping",
					"catalog-service is stopping", "ingest-service is stopping", "mongodb is stopping",
					"kafka is stopping", "Stopped");
		}
	}

	@Test
	void freshForgetsWhatWasThere(@TempDir Path other) throws Exception {
		Files.writeString(other.resolve("edition-loaded"), "earlier");
		Files.writeString(other.resolve("novel.txt"), "not ours");
		try (RunningBroadsheet second = RunningBroadsheet.start(other, RunningBroadsheet.Ports.free(), "--fresh")) {
			await().atMost(60, SECONDS).until(() -> second.text().contains("kafka is starting"));
			assertThat(other.resolve("edition-loaded")).doesNotExist();
			assertThat(other.resolve("novel.txt")).exists();
		}
	}

	@Test
	void helpNamesEveryOption() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("broadsheet.home")).resolve("run").toString(),
				"--no-build", "--help")
			.start();
		String help = new String(process.getInputStream().readAllBytes(), UTF_8);
		assertThat(process.waitFor()).isZero();
		assertThat(help).contains("--fresh", "--data", "--no-edition", "--traffic", "--scale", "--gateway-port",
				"--port-offset", "KAFKA_BOOTSTRAP_SERVERS", "MONGODB_URI", "OIDC_ISSUER_URI");
	}

	@Test
	void killedOutrightItTakesItsServicesWithIt(@TempDir Path other) throws Exception {
		assumeTrue(new ProcessBuilder("setpriv", "--pdeathsig", "TERM", "true").start().waitFor() == 0,
				"needs a setpriv that knows --pdeathsig");
		try (RunningBroadsheet second = RunningBroadsheet.start(other, RunningBroadsheet.Ports.free())) {
			List<ProcessHandle> services = await().atMost(60, SECONDS)
				.until(second::services, (running) -> running.size() == SERVICES);
			second.kill();
			await().atMost(60, SECONDS).until(() -> services.stream().noneMatch(ProcessHandle::isAlive));
		}
	}

	@Test
	void aJavaThatIsTooOldIsToldInOneLine(@TempDir Path old) throws Exception {
		Path java = Files.createDirectories(old.resolve("bin")).resolve("java");
		Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.22\" 2024-01-16' >&2\n");
		assertThat(java.toFile().setExecutable(true)).isTrue();
		ProcessBuilder builder = new ProcessBuilder(
				Path.of(System.getProperty("broadsheet.home")).resolve("run").toString());
		builder.environment().putAll(Map.of("JAVA_HOME", old.toString()));
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(1);
		assertThat(output.lines()).hasSize(1).first().asString().contains("JDK 17", "version 11");
	}

	private static String published(String headline, String section, String tag) {
		Client.Answer answer = client.post("/api/v1/articles",
				"{\"headline\": \"%s\", \"language\": \"en\", \"section\": \"%s\", \"tags\": [\"%s\"]}"
					.formatted(headline, section, tag));
		assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
		return answer.body().path("id").asString();
	}

	private static List<JsonNode> cards(String path) {
		List<JsonNode> cards = new ArrayList<>();
		client.get(path).body().path("items").forEach(cards::add);
		return cards;
	}

	private static List<String> ids(String path) {
		return cards(path).stream().map((card) -> card.path("id").asString()).toList();
	}

	private static List<String> printedCommands() {
		List<String> commands = new ArrayList<>();
		for (String paragraph : broadsheet.text().split("\n\n")) {
			if (paragraph.startsWith("# ")) {
				commands.add(paragraph.substring(paragraph.indexOf('\n') + 1));
			}
		}
		return commands;
	}

	private static ProcessHandle service(String name) {
		return broadsheet.services()
			.stream()
			.filter((process) -> process.info().commandLine().orElse("").contains(name + ".jar"))
			.findFirst()
			.orElseThrow();
	}

	private static void sendGarbage(Topic topic, String key) {
		Map<String, Object> properties = Map.of("bootstrap.servers", broadsheet.kafka());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
				new StringSerializer())) {
			producer.send(new ProducerRecord<>(topic.topicName(), key, "{garbage"));
		}
	}

	private static long count(Topic topic) {
		Map<String, Object> properties = Map.of("bootstrap.servers", broadsheet.kafka(), "isolation.level",
				"read_committed");
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = new ArrayList<>();
			for (PartitionInfo info : consumer.partitionsFor(topic.topicName())) {
				partitions.add(new TopicPartition(info.topic(), info.partition()));
			}
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			return consumer.poll(Duration.ofSeconds(3)).count();
		}
	}

}
