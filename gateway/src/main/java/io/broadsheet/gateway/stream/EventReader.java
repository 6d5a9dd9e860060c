package io.broadsheet.gateway.stream;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.EventJson;
import io.broadsheet.events.Topic;
import io.broadsheet.events.UnreadableEventException;
import io.broadsheet.gateway.stream.history.StreamEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.util.UriComponentsBuilder;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

/**
 * Reads from records what clients are told: what has changed, and where to read it. A
 * record that can't be read tells nothing.
 */
final class EventReader {

	/** The topics that tell something. */
	static final Set<String> TOPICS = Set.of(Topic.ARTICLE_RECEIPTS.topicName(), Topic.RANKINGS.topicName());

	private static final int RANKING_PARTS = 4;

	private final EventCodec codec = new EventCodec("gateway");

	private final JsonMapper json = EventJson.mapper();

	/**
	 * Reads a record. Of a ranking its key says enough: the list itself, which may be
	 * long, is had from its address.
	 * @param record the record
	 * @return what to tell, if anything
	 */
	Optional<Told> read(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
		if (record.topic().equals(Topic.RANKINGS.topicName())) {
			return Optional.ofNullable(record.key()).flatMap((list) -> ranking(list, record));
		}
		try {
			return this.codec.read(record.headers(), record.value())
				.filter(ArticleApplied.class::isInstance)
				.map((event) -> article((ArticleApplied) event));
		}
		catch (UnreadableEventException ex) {
			return Optional.empty();
		}
	}

	private Told article(ArticleApplied applied) {
		ObjectNode data = this.json.createObjectNode();
		data.put("id", applied.articleId());
		data.put("revision", applied.revision());
		if (applied.change() != null) {
			data.put("change", applied.change());
		}
		data.put("at", ISO_OFFSET_DATE_TIME.format(applied.appliedAt()));
		data.put("href", address("/api/v1/articles/{id}", applied.articleId()));
		return new Told(StreamEvent.ARTICLE, applied.articleId(), data.toString());
	}

	private Optional<Told> ranking(String list, ConsumerRecord<?, ?> record) {
		String[] parts = list.split("/", RANKING_PARTS);
		if (parts.length < RANKING_PARTS - 1) {
			return Optional.empty();
		}
		ObjectNode data = this.json.createObjectNode();
		data.put("list", list);
		time(record).ifPresent((at) -> data.put("at", ISO_OFFSET_DATE_TIME.format(at)));
		data.put("href",
				(parts.length < RANKING_PARTS) ? address("/api/v1/rankings/{list}?window={window}", parts[0], parts[1])
						: address("/api/v1/rankings/{list}?window={window}&{scope}={value}", parts[0], parts[1],
								parts[2], parts[3]));
		return Optional.of(new Told(StreamEvent.RANKING, list, data.toString()));
	}

	private static String address(String template, Object... values) {
		return UriComponentsBuilder.fromUriString(template).encode().buildAndExpand(values).toUriString();
	}

	private static Optional<OffsetDateTime> time(ConsumerRecord<?, ?> record) {
		Header time = record.headers().lastHeader("ce_time");
		if (time == null || time.value() == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(OffsetDateTime.parse(new String(time.value(), StandardCharsets.UTF_8)));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * What clients are told.
	 *
	 * @param type what it is about
	 * @param subject the article's or the list's id
	 * @param data JSON
	 */
	record Told(String type, String subject, String data) {

	}

}
