package io.broadsheet.ingest.scale;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.Event;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance that is killed when it has committed and before anybody has its answer.
 */
class LedgerCrashIT {

	private static final Duration START = Duration.ofSeconds(90);

	private static final String INSTANCE = "crashing";

	@RegisterExtension
	private final OwnBroker broker = new OwnBroker();

	private final Editor editor = new Editor();

	@Test
	void whoseAnswerWasLostGetsItWithTheSameKeyAndNothingIsDoneTwice() throws Exception {
		String publication = UUID.randomUUID().toString();
		String revision = UUID.randomUUID().toString();
		String revised;
		SwallowingDoor door;
		try (ProcessInstance instance = ProcessInstance.start(this.broker.address(), INSTANCE)) {
			await().atMost(START).until(instance::isReady);
			revised = this.editor.publish(instance.url(), UUID.randomUUID().toString(), "One").id();
			door = new SwallowingDoor(instance.port());
			this.editor.publishLater(door.url(), publication, "Lost");
			this.editor.reviseLater(door.url(), revised, revision, "Two");
			awaitAnswers(door);
			assertThat(events()).hasSize(3);
			instance.kill();
		}
		try (door; ProcessInstance instance = ProcessInstance.start(this.broker.address(), INSTANCE)) {
			await().atMost(START).until(instance::isReady);
			Editor.Reply created = this.editor.publish(instance.url(), publication, "Lost");
			assertThatItIsTheAnswer(created, 201, ((ArticlePublished) last(created.id())).article(), door);
			assertThat(this.editor.publish(instance.url(), publication, "Lost")).isEqualTo(created);
			assertThat(this.editor.publish(instance.url(), publication, "Other").status()).isEqualTo(422);

			Editor.Reply changed = this.editor.revise(instance.url(), revised, revision, "Two");
			assertThatItIsTheAnswer(changed, 200, ((ArticleRevised) last(revised)).article(), door);
			assertThat(this.editor.revise(instance.url(), revised, revision, "Two")).isEqualTo(changed);
			assertThat(this.editor.revise(instance.url(), revised, revision, "Other").status()).isEqualTo(422);
			String withoutMemory = UUID.randomUUID().toString();
			assertThat(this.editor.revise(instance.url(), revised, withoutMemory, "Two").status()).isEqualTo(412);
			assertThat(events()).hasSize(3);
		}
	}

	/** They were given, and nobody got them. */
	private static void awaitAnswers(SwallowingDoor door) {
		await().atMost(START)
			.until(() -> IntStream.of(200, 201).allMatch((status) -> door.swallowedBody(status).endsWith("}")));
	}

	private static void assertThatItIsTheAnswer(Editor.Reply reply, int status, Article article, SwallowingDoor door) {
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.etag()).isEqualTo("\"" + article.revision() + "\"");
		assertThat(reply.body()).isEqualTo(door.swallowedBody(status));
		JsonNode json = reply.json();
		assertThat(json.path("id").asString()).isEqualTo(article.id());
		assertThat(json.path("revision").asLong()).isEqualTo(article.revision());
		assertThat(json.path("slug").asString()).isEqualTo(article.slug());
		assertThat(json.path("url").asString()).isEqualTo(article.url());
		assertThat(OffsetDateTime.parse(json.path("publishedAt").asString())).isEqualTo(article.publishedAt());
		assertThat(OffsetDateTime.parse(json.path("updatedAt").asString())).isEqualTo(article.updatedAt());
	}

	private Event last(String articleId) {
		List<Event> events = new LogReader(this.broker.address()).events(Topic.ARTICLES, articleId);
		return events.get(events.size() - 1);
	}

	private List<Event> events() {
		return new LogReader(this.broker.address()).events(Topic.ARTICLES);
	}

}
