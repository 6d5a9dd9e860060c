package io.broadsheet.ingest.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Articles that are too large to stay in the ledger's memory.
 */
class LargeArticlesIT {

	private static final Duration START = Duration.ofSeconds(60);

	private static final String INSTANCE = "large";

	private static final int ARTICLES = 40;

	private static final int WORDS = 12_000;

	@RegisterExtension
	private final OwnBroker broker = new OwnBroker();

	private final Editor editor = new Editor();

	private final Random random = new Random(1);

	@Test
	void allTheirRevisionsAreThereAfterARestartAndNothingIsReadBack() throws Exception {
		List<String> answers;
		List<String> bodies = IntStream.range(0, ARTICLES).mapToObj((number) -> body()).toList();
		List<String> ids = new ArrayList<>();
		try (ContextInstance instance = start()) {
			for (String body : bodies) {
				String id = this.editor.publish(instance.url(), UUID.randomUUID().toString(), "First", body).id();
				this.editor.revise(instance.url(), id, UUID.randomUUID().toString(), "Second", body());
				ids.add(id);
			}
			answers = read(instance, ids);
		}
		assertThat(answers).allSatisfy((answer) -> assertThat(answer).contains("Second"));
		assertThat(IntStream.range(0, ARTICLES)).allSatisfy(
				(number) -> assertThat(answers.get(ARTICLES + number)).contains("First").contains(bodies.get(number)));
		assertThat(filesOfLargeValues()).isPositive();
		try (ContextInstance instance = start()) {
			assertThat(read(instance, ids)).isEqualTo(answers);
			assertThat(instance.restored()).isZero();
		}
	}

	private ContextInstance start() {
		ContextInstance instance = ContextInstance.start(this.broker.address(), INSTANCE,
				"--broadsheet.ledger.memory=2MB");
		await().atMost(START).until(instance::isReady);
		return instance;
	}

	/** Articles, then the histories of all. */
	private List<String> read(Instance instance, List<String> ids) {
		return Stream.of("", "/revisions")
			.flatMap((path) -> ids.stream().map((id) -> "/api/v1/newsroom/articles/" + id + path))
			.map((path) -> this.editor.read(instance.url() + path).body())
			.toList();
	}

	private String body() {
		return this.random.ints(WORDS, 0, 5_000)
			.mapToObj((word) -> Integer.toString(word * 7_919, 36))
			.collect(Collectors.joining(" ", "<p>Đường sắt ", "</p>"));
	}

	private long filesOfLargeValues() throws IOException {
		try (Stream<Path> files = Files.walk(Instance.stateDirectory(this.broker.address(), INSTANCE))) {
			return files.filter((file) -> file.getFileName().toString().endsWith(".blob")).count();
		}
	}

}
