package io.broadsheet.ingest.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.EventCodec;
import io.broadsheet.ingest.audience.Sender;
import io.broadsheet.ingest.audience.VisitorHash;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for whatever is sent as a view.
 */
class ViewReaderPropertyTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private final ViewReader reader = new ViewReader(new ViewSettings(500, Duration.ofHours(24), Duration.ofMinutes(5)),
			new VisitorHash(new byte[] { 1 }, ZoneOffset.UTC), Clock.fixed(NOON, ZoneOffset.UTC));

	private final EventCodec codec = new EventCodec("tests");

	@Property
	void itIsRejectedForAReasonThatIsKnownOrCanBeWrittenToTheLogAndReadBack(@ForAll("views") Map<String, Object> view)
			throws Exception {
		try {
			ArticleViewed read = this.reader.read(new JsonMapper().valueToTree(view), new Sender("sender", false));
			ProducerRecord<String, byte[]> written = this.codec.write(read);
			assertThat(this.codec.read(written.headers(), written.value())).contains(read);
			assertThat(read.at().toInstant()).isBetween(NOON.minus(Duration.ofHours(24)),
					NOON.plus(Duration.ofMinutes(5)));
			assertThat(read.visitor()).hasSize(22);
		}
		catch (RejectedViewException ex) {
			assertThat(ex.reason()).isIn(Set.of("malformed", "too-old", "in-future"));
		}
	}

	@Provide
	Arbitrary<Map<String, Object>> views() {
		Arbitrary<Object> anything = Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(80),
				Arbitraries.strings().withChars('\ud83d', '\ude00', '\u0000', 'é').ofMaxLength(4),
				Arbitraries.integers(), Arbitraries.of(true, false), Arbitraries.just(Map.of("$gt", "")));
		Arbitrary<Object> ids = Arbitraries.oneOf(Arbitraries.of("a", "article-7"), anything);
		Arbitrary<Object> times = Arbitraries.oneOf(Arbitraries.longs()
			.between(NOON.getEpochSecond() - 90_000, NOON.getEpochSecond() + 600)
			.map((second) -> Instant.ofEpochSecond(second).toString()), anything);
		return Arbitraries.maps(Arbitraries.of("visitor", "referrer", "other"), anything)
			.ofMaxSize(3)
			.flatMap((rest) -> ids.flatMap((id) -> times.optional(0.7).map((at) -> {
				Map<String, Object> view = new LinkedHashMap<>(rest);
				view.put("articleId", id);
				at.ifPresent((time) -> view.put("at", time));
				return view;
			})));
	}

}
