package io.broadsheet.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A newspaper's edition of invented stories, placed relative to today, as drafts for the
 * API.
 */
final class SampleEdition {

	private final JsonMapper json = new JsonMapper();

	private final Path directory;

	private final URI media;

	private final ZoneId zone;

	private final Clock clock;

	/**
	 * Creates the edition.
	 * @param directory where its articles are
	 * @param media the address under which its pictures will be found
	 * @param zone the publisher's zone
	 * @param clock what today is
	 */
	SampleEdition(Path directory, URI media, ZoneId zone, Clock clock) {
		this.directory = directory;
		this.media = media;
		this.zone = zone;
		this.clock = clock;
	}

	/**
	 * Reads the edition.
	 * @return its stories, the oldest first
	 * @throws IOException if it can't be read
	 */
	List<Story> stories() throws IOException {
		List<Story> stories = new ArrayList<>();
		try (Stream<Path> files = Files.list(this.directory.resolve("articles"))) {
			for (Path file : files.sorted().toList()) {
				this.json.readTree(Files.readAllBytes(file)).forEach((entry) -> stories.add(story(entry)));
			}
		}
		stories.sort(Comparator.comparing(Story::publishedAt));
		return stories;
	}

	private Story story(JsonNode entry) {
		ObjectNode draft = ((ObjectNode) entry.deepCopy()).without(List.of("key", "daysAgo", "time", "correction"));
		ZonedDateTime publishedAt = publishedAt(entry);
		draft.put("externalId", "sample-edition/" + entry.path("key").asString());
		draft.put("publishedAt", publishedAt.toOffsetDateTime().toString());
		draft.path("images").forEach((image) -> {
			ObjectNode picture = (ObjectNode) image;
			picture.put("url", this.media.resolve(picture.path("file").asString()).toString());
			picture.remove("file");
		});
		return new Story(publishedAt.toInstant(), draft, correction(entry));
	}

	private ZonedDateTime publishedAt(JsonNode entry) {
		ZonedDateTime now = this.clock.instant().atZone(this.zone).truncatedTo(ChronoUnit.SECONDS);
		ZonedDateTime planned = now.minusDays(entry.path("daysAgo").asInt())
			.with(LocalTime.parse(entry.path("time").asString()));
		return planned.isAfter(now) ? planned.minusDays(1) : planned;
	}

	private static Correction correction(JsonNode entry) {
		JsonNode correction = entry.path("correction");
		return new Correction(correction.path("note").asString(""), correction.path("find").asString(""),
				correction.path("replace").asString(""));
	}

	/**
	 * A story.
	 *
	 * @param publishedAt when it stood in the paper
	 * @param draft what to post
	 * @param correction what was mended later; empty if nothing was
	 */
	record Story(Instant publishedAt, ObjectNode draft, Correction correction) {

		boolean isCorrected() {
			return !this.correction.note().isEmpty();
		}

		ObjectNode correctedDraft() {
			String body = this.draft.path("body").asString();
			ObjectNode corrected = this.draft.deepCopy();
			corrected.put("body", body.replace(this.correction.find(), this.correction.replacement()));
			return corrected.put("correction", this.correction.note());
		}

	}

	/**
	 * What was mended in a story.
	 *
	 * @param note what readers are told
	 * @param find what was wrong in the body
	 * @param replacement what is right
	 */
	record Correction(String note, String find, String replacement) {

	}

}
