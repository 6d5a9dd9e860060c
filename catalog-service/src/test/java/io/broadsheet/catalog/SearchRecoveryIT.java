package io.broadsheet.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.search.index.Finds;
import io.broadsheet.catalog.search.index.SearchIndex;
import io.broadsheet.catalog.search.index.SearchOrder;
import io.broadsheet.catalog.search.index.SearchPlace;
import io.broadsheet.catalog.search.index.SearchRequest;
import io.broadsheet.catalog.search.text.QueryText;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the index when processes die, files break and logs change.
 */
@Timeout(240)
class SearchRecoveryIT {

	private final Path folder = TemporaryFolders.create("search-recovery");

	private EmbeddedKafkaKraftBroker kafka;

	private TestMongo mongo;

	private TestLog log;

	private @Nullable RunningCatalog catalog;

	@BeforeEach
	void start() throws Exception {
		this.kafka = SearchStory.broker();
		this.mongo = new TestMongo();
		this.log = new TestLog(this.kafka.getBrokersAsString());
	}

	@AfterEach
	void stop() {
		if (this.catalog != null) {
			this.catalog.close();
		}
		this.log.close();
		this.mongo.close();
		this.kafka.destroy();
	}

	@Test
	void aProcessThatIsKilledWhileItIndexesLeavesWhatTheLogSaidUpToItsPositionAndGoesOnFromThere() throws Exception {
		Process process = child();
		try {
			for (int i = 0; i < 40; i++) {
				this.log.tell(stories(10 * i, 10));
				this.log.tell(Articles.withdrawn("a" + 7 * i, 2));
				this.log.purge("a" + 5 * i);
				if (!process.isAlive()) {
					throw new IllegalStateException("The service ended by itself");
				}
			}
			PrimitiveIterator.OfInt more = IntStream.iterate(400, (i) -> i + 1).iterator();
			RunningCatalog.eventually(() -> {
				this.log.tell(SearchStory.story("a" + more.nextInt(), 1, "en", "Tram", ""));
				assertThat(commits()).isGreaterThan(3);
			});
			for (int i = 0; i < 10; i++) {
				this.log.tell(stories(more.nextInt() + 1000 * (i + 1), 20));
			}
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		Map<Integer, Long> next = assertIsWhatTheLogSaid();
		this.catalog = running();
		RunningCatalog.eventually(() -> this.catalog.get("/api/v1/articles?q=tram").expectStatus().isOk());
		assertThat(this.catalog.metric("broadsheet_catalog_search_rebuilds_total")).isZero();
		RunningCatalog.eventually(() -> assertThat(this.catalog.metric("broadsheet_catalog_search_documents"))
			.isEqualTo(expected().size()));
		this.catalog.close();
		this.catalog = null;
		assertThat(assertIsWhatTheLogSaid().values().stream().mapToLong(Long::longValue).sum())
			.isGreaterThanOrEqualTo(next.values().stream().mapToLong(Long::longValue).sum());
	}

	@Test
	void theIndexIsThereAgainAfterARestartAndADamagedOneIsBuiltAgain() throws IOException {
		this.log.tell(SearchStory.story("a", 1, "en", "Tram", ""));
		restart();
		SearchStory.awaitFound(this.catalog, "tram", "a");
		assertThat(this.catalog.metric("broadsheet_catalog_search_rebuilds_total")).isEqualTo(1);
		restart();
		SearchStory.awaitFound(this.catalog, "tram", "a");
		assertThat(this.catalog.metric("broadsheet_catalog_search_rebuilds_total")).isZero();
		this.catalog.close();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.folder, "*.{cfs,si}")) {
			for (Path file : files) {
				byte[] bytes = Files.readAllBytes(file);
				bytes[bytes.length / 2] ^= 0x10;
				Files.write(file, bytes);
			}
		}
		restart();
		SearchStory.awaitFound(this.catalog, "tram", "a");
		assertThat(this.catalog.metric("broadsheet_catalog_search_rebuilds_total")).isEqualTo(1);
	}

	@Test
	void anInstanceWithoutSearchIsReadyKeepsNoIndexAnswersListsAndSaysWhatItHasNot() {
		Path index = this.folder.resolve("none");
		this.log.tell(SearchStory.story("a", 1, "en", "Tram", ""));
		this.catalog = new RunningCatalog(this.kafka.getBrokersAsString(), this.mongo.uri(),
				"--broadsheet.search.enabled=false", "--broadsheet.search.directory=" + index)
			.awaitReady();
		this.catalog.awaitArticle("a", 1);
		this.catalog.get("/api/v1/articles").expectStatus().isOk();
		this.catalog.get("/api/v1/articles?q=tram")
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.doesNotExist("Retry-After")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/search-disabled");
		this.catalog.get("/api/v1/articles?q=tram&limit=0").expectStatus().isBadRequest();
		this.catalog.probe("/actuator/health").expectStatus().isOk();
		assertThat(index).doesNotExist();
	}

	@Test
	void anIndexThatIsDeletedUnderTheServiceIsBuiltAgain() throws IOException {
		this.log.tell(SearchStory.story("a", 1, "en", "Tram", ""));
		restart();
		SearchStory.awaitFound(this.catalog, "tram", "a");
		FileSystemUtils.deleteRecursively(this.folder);
		RunningCatalog
			.eventually(() -> assertThat(this.catalog.metric("broadsheet_catalog_search_rebuilds_total")).isEqualTo(2));
		SearchStory.awaitFound(this.catalog, "tram", "a");
		this.catalog.awaitReady();
	}

	@Test
	void anotherLogGetsAnotherIndex() throws Exception {
		this.log.tell(SearchStory.story("old", 1, "en", "Tram", ""));
		restart();
		SearchStory.awaitFound(this.catalog, "tram", "old");
		this.catalog.close();
		stop();
		this.catalog = null;
		start();
		for (int i = 0; i < 20; i++) {
			this.log.tell(SearchStory.story("new" + i, 1, "en", "Tram", ""));
		}
		restart();
		RunningCatalog.eventually(() -> assertThat(SearchStory.found(this.catalog, "tram")).hasSize(20));
		assertThat(this.catalog.metric("broadsheet_catalog_search_documents")).isEqualTo(20);
	}

	@Test
	void aFolderThatAnotherProcessUsesIsSaidAndEverythingElseAnswers() throws IOException {
		this.log.tell(SearchStory.story("a", 1, "en", "Tram", ""));
		try (Directory directory = FSDirectory.open(this.folder); SearchIndex others = SearchIndex.open(directory)) {
			others.startAnew("others");
			restart();
			this.catalog.awaitReady();
			RunningCatalog.eventually(() -> SearchStory.search(this.catalog, "tram")
				.expectStatus()
				.isEqualTo(503)
				.expectHeader()
				.valueEquals("Retry-After", "30")
				.expectBody()
				.jsonPath("$.type")
				.isEqualTo("/problems/search-unavailable"));
			this.catalog.get("/api/v1/articles/a").expectStatus().isOk();
			this.catalog.get("/api/v1/articles").expectStatus().isOk();
			this.catalog.probe("/actuator/health/readiness").expectStatus().isOk();
			this.catalog.probe("/actuator/health")
				.expectBody()
				.jsonPath("$.components.search.status")
				.isEqualTo("DOWN")
				.jsonPath("$.components.search.details.state")
				.value(String.class, (state) -> assertThat(state).startsWith("Another process uses the index"));
			assertThat(others.position().log()).isEqualTo("others");
		}
		SearchStory.awaitFound(this.catalog, "tram", "a");
	}

	@Test
	void whileTheIndexIsBuiltSearchSaysSoAndEverythingElseAnswers() {
		this.log.tell(SearchStory.story("a", 1, "en", "Tram", ""));
		this.catalog = running("--broadsheet.search.retry-interval=1h", "--spring.kafka.admin.operation-timeout=0s");
		SearchStory.search(this.catalog, "tram")
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "10")
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("/problems/search-rebuilding");
		this.catalog.get("/api/v1/articles").expectStatus().isOk();
		this.catalog.probe("/actuator/health")
			.expectBody()
			.jsonPath("$.components.search.status")
			.isEqualTo("REBUILDING");
	}

	private static Event[] stories(int first, int count) {
		return IntStream.range(first, first + count)
			.mapToObj((i) -> SearchStory.story("a" + i, 1, "en", "Tram", ""))
			.toArray(Event[]::new);
	}

	private void restart() {
		if (this.catalog != null) {
			this.catalog.close();
		}
		this.catalog = running();
	}

	private RunningCatalog running(String... options) {
		List<String> all = new ArrayList<>(List.of("--broadsheet.search.directory=" + this.folder));
		all.addAll(List.of(options));
		return new RunningCatalog(this.kafka.getBrokersAsString(), this.mongo.uri(), all.toArray(String[]::new));
	}

	private Process child() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m",
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				CatalogServiceApplication.class.getName(), "--server.port=0", "--management.server.port=0",
				"--spring.kafka.bootstrap-servers=" + this.kafka.getBrokersAsString(),
				"--spring.mongodb.uri=" + this.mongo.uri(), "--broadsheet.brokers.replicas=1",
				"--broadsheet.search.directory=" + this.folder, "--broadsheet.search.commit-interval=200ms")
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolveSibling(this.folder.getFileName() + ".log").toFile())
			.start();
	}

	private long commits() {
		try (Directory directory = FSDirectory.open(this.folder)) {
			return SegmentInfos.getLastCommitGeneration(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Map<Integer, Long> assertIsWhatTheLogSaid() throws IOException {
		try (Directory directory = FSDirectory.open(this.folder); SearchIndex index = SearchIndex.open(directory)) {
			Map<Integer, Long> next = index.position().next();
			assertThat(next).isNotEmpty();
			assertThat(new TreeSet<>(found(index))).isEqualTo(new TreeSet<>(published(next)));
			return next;
		}
	}

	private Collection<String> expected() {
		Map<Integer, Long> all = new HashMap<>();
		for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
			all.put(partition, Long.MAX_VALUE);
		}
		return published(all);
	}

	private Collection<String> published(Map<Integer, Long> next) {
		Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
		for (ConsumerRecord<byte[], byte[]> record : this.log.all(Topic.ARTICLES)) {
			if (record.offset() < next.getOrDefault(record.partition(), 0L)) {
				last.put(TestLog.text(record.key()), record);
			}
		}
		last.values()
			.removeIf((record) -> record.value() == null || TestLog.text(record.value()).contains("withdrawnAt"));
		return last.keySet();
	}

	private static List<String> found(SearchIndex index) throws IOException {
		List<String> result = new ArrayList<>();
		SearchPlace place = null;
		do {
			Finds finds = index.search(
					new SearchRequest(new QueryText("tram "), ArticleFilter.NONE, null, SearchOrder.NEWEST, 100, place),
					Instant.EPOCH, Duration.ofSeconds(30));
			finds.items().forEach((find) -> result.add(find.id()));
			place = finds.next();
		}
		while (place != null);
		return result;
	}

}
