package io.broadsheet.standalone;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the sample edition is like, whenever it is loaded.
 */
class SampleEditionTests {

	private static final Path EDITION = Path.of("edition");

	private static final String MEDIA = "http://localhost:8080/media/";

	@Test
	void itHasFortyStoriesOrMoreInSixSectionsOverSixtyDaysInTwoLanguages() throws Exception {
		List<SampleEdition.Story> stories = stories("2026-03-01T12:00:00Z");
		Instant oldest = stories.get(0).publishedAt();
		Instant newest = stories.get(stories.size() - 1).publishedAt();
		assertThat(stories).hasSizeGreaterThanOrEqualTo(40);
		assertThat(values(stories, "section")).hasSize(6);
		assertThat(values(stories, "language")).containsExactlyInAnyOrder("en", "vi");
		assertThat(Duration.between(oldest, newest)).isGreaterThan(Duration.ofDays(60));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-02-28T17:00:00Z", "2026-02-28T16:59:59Z", "2026-03-01T12:00:00Z" })
	void noStoryIsOfTheFutureAndTheNewestIsOfTheLastDay(String now) throws Exception {
		List<SampleEdition.Story> stories = stories(now);
		assertThat(stories).allMatch((story) -> !story.publishedAt().isAfter(Instant.parse(now)));
		assertThat(stories.get(stories.size() - 1).publishedAt()).isAfter(Instant.parse(now).minus(Duration.ofDays(1)));
	}

	@Test
	void theTimeOfAStoryIsThatOfThePublishersZone() throws Exception {
		for (SampleEdition.Story story : stories("2026-03-01T12:00:00Z")) {
			OffsetDateTime at = OffsetDateTime.parse(story.draft().path("publishedAt").asString());
			assertThat(at.getOffset()).isEqualTo(ZoneOffset.ofHours(7));
			assertThat(at.toInstant()).isEqualTo(story.publishedAt());
		}
	}

	@Test
	void everyStoryHasAnIdOfItsOwnAndEveryPictureIsThere() throws Exception {
		List<SampleEdition.Story> stories = stories("2026-03-01T12:00:00Z");
		assertThat(values(stories, "externalId")).hasSameSizeAs(stories);
		for (SampleEdition.Story story : stories) {
			for (JsonNode image : story.draft().path("images")) {
				String file = image.path("url").asString().substring(MEDIA.length());
				assertThat(Files.exists(EDITION.resolve("photos").resolve(file))).as(file).isTrue();
				assertThat(image.path("caption").asString()).isNotEqualTo(image.path("alt").asString()).isNotBlank();
				assertThat(image.path("credit").asString()).isNotBlank();
			}
		}
	}

	@Test
	void aCorrectionChangesTheBodyAndTellsReaders() throws Exception {
		List<SampleEdition.Story> corrected = stories("2026-03-01T12:00:00Z").stream()
			.filter(SampleEdition.Story::isCorrected)
			.toList();
		assertThat(corrected).isNotEmpty().allSatisfy((story) -> {
			assertThat(story.correctedDraft().path("body")).isNotEqualTo(story.draft().path("body"));
			assertThat(story.correctedDraft().path("correction").asString()).isNotBlank();
		});
	}

	private static List<SampleEdition.Story> stories(String now) throws Exception {
		return new SampleEdition(EDITION, URI.create(MEDIA), ZoneId.of("Asia/Ho_Chi_Minh"),
				Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
			.stories();
	}

	private static Set<String> values(List<SampleEdition.Story> stories, String field) {
		Set<String> values = new HashSet<>();
		stories.forEach((story) -> values.add(story.draft().path(field).asString()));
		return values;
	}

}
