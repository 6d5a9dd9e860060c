package io.broadsheet.ingest.imports.ninjs;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.broadsheet.ingest.article.Draft;
import io.broadsheet.ingest.imports.item.ExternalIds;
import io.broadsheet.ingest.imports.item.ImportDefaults;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.Markup;
import io.broadsheet.ingest.imports.item.Missing;
import io.broadsheet.ingest.imports.item.TagSlugs;
import io.broadsheet.ingest.imports.item.Times;
import io.broadsheet.ingest.ledger.Command.SourceStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One ninjs item as a draft.
 *
 * @param node the item
 * @param defaults what it gets if it does not tell
 */
record NinjsItem(JsonNode node, ImportDefaults defaults) {

	private static final int LONGEST_SUMMARY = 2000;

	private static final int LONGEST_NAME = 200;

	private static final int MOST_AUTHORS = 50;

	private static final String[] AUTHORS = { "author", "creator", "writer", "reporter", "contributor" };

	ImportItem item(long index, Intake intake) {
		Missing missing = new Missing();
		String externalId = missing.require(ExternalIds.fitting(Property.text(this.node, "uri")), "/externalId",
				"is required: the item has no uri");
		SourceStatus status = status(missing);
		if (status == SourceStatus.USABLE) {
			checkKind(missing);
		}
		OffsetDateTime time = time(missing);
		boolean embargo = intake.isAhead(time);
		Draft draft = new Draft(null, null, externalId.isEmpty() ? null : externalId,
				missing.require(Markup.words(headline()), "/headline", "is required: the item has no headline"),
				summary(), body(),
				missing.require(language(), "/language", "is required: the item tells none, and no default was given"),
				missing.require(section(), "/section",
						"is required: the item has no subject, and no default was given"),
				TagSlugs.slugs(subjects()), authors(), Markup.words(Property.text(this.node, "located"), LONGEST_NAME),
				NinjsPictures.of(this.node), embargo ? null : time, embargo ? time : null, source(), null, null);
		return intake.check(index, draft, missing, status, Times.read(Property.text(this.node, "versionCreated")));
	}

	private SourceStatus status(Missing missing) {
		String status = Property.text(this.node, "pubStatus");
		if (status == null || status.equals("usable")) {
			return SourceStatus.USABLE;
		}
		if (status.equals("withheld")) {
			return SourceStatus.WITHHELD;
		}
		if (!status.equals("canceled")) {
			missing.note("", "has a pubStatus that is neither usable, withheld nor canceled");
			return SourceStatus.USABLE;
		}
		return SourceStatus.CANCELED;
	}

	private void checkKind(Missing missing) {
		if (this.node.has("type") && !Property.is(this.node, "type", "text", "composite")) {
			missing.note("", "is no article: its type is neither text nor composite");
		}
		if (Property.is(this.node, "representationType", "partial")) {
			missing.note("", "is a partial representation, which must not replace an article");
		}
	}

	/** When readers could first see it: not before its embargo. */
	private @Nullable OffsetDateTime time(Missing missing) {
		String embargoed = Property.first(this.node, "embargoedUntil", "embargoed");
		OffsetDateTime embargo = Times.read(embargoed);
		if (embargoed != null && embargo == null) {
			missing.note("/publishAt", "can't be told: embargoedUntil is not a time with an offset");
		}
		return Stream.of("firstCreated", "contentCreated", "versionCreated")
			.map((name) -> Times.read(Property.text(this.node, name)))
			.filter(Objects::nonNull)
			.limit(1)
			.map((created) -> (embargo != null && embargo.isAfter(created)) ? embargo : created)
			.findFirst()
			.orElse(embargo);
	}

	private @Nullable String headline() {
		return Property.objects(this.node, "headlines")
			.filter((headline) -> Property.text(headline, "value") != null)
			.min(Comparator.comparing((headline) -> !Property.is(headline, "role", "main")))
			.map((headline) -> Property.text(headline, "value"))
			.orElse(null);
	}

	private @Nullable String summary() {
		return Property.objects(this.node, "descriptions")
			.filter((description) -> Property.text(description, "value") != null
					&& !Property.is(description, "role", "caption"))
			.min(Comparator
				.comparing((description) -> !Property.is(description, "role", "main", "summary", "abstract")))
			.map((description) -> Markup.words(Property.text(description, "value"), LONGEST_SUMMARY))
			.orElse(null);
	}

	/** The body that keeps the most of its form: HTML, what may be HTML, plain text. */
	private @Nullable String body() {
		return Property.objects(this.node, "bodies")
			.filter((body) -> Property.text(body, "value") != null && BodyType.of(body) != BodyType.OTHER)
			.min(Comparator.comparing(BodyType::of).thenComparing((body) -> !Property.is(body, "role", "main")))
			.map(BodyType::html)
			.orElse(null);
	}

	private @Nullable String language() {
		String language = Property.text(this.node, "language");
		return (language != null) ? language : this.defaults.language();
	}

	private @Nullable String section() {
		String section = subjects().map(TagSlugs::slug).filter(Objects::nonNull).findFirst().orElse(null);
		return (section != null) ? section : this.defaults.section();
	}

	private Stream<@Nullable String> subjects() {
		return Property.objects(this.node, "subjects").map((subject) -> Property.first(subject, "name", "literal"));
	}

	private List<Draft.DraftAuthor> authors() {
		List<String> people = names(Property.objects(this.node, "people")
			.filter((person) -> Property.is(person, "rel", AUTHORS) || Property.is(person, "role", AUTHORS))
			.map((person) -> Property.text(person, "name")));
		List<String> bylines = names(
				Property.objects(this.node, "bylines").map((byline) -> Property.first(byline, "by", "name", "value")));
		List<String> by = names(Stream.ofNullable(Property.text(this.node, "by")));
		return Stream.of(people, bylines, by)
			.filter((names) -> !names.isEmpty())
			.findFirst()
			.orElse(List.of())
			.stream()
			.map(Draft.DraftAuthor::new)
			.toList();
	}

	private static List<String> names(Stream<@Nullable String> names) {
		return names.map((name) -> Markup.words(name, LONGEST_NAME))
			.filter(Objects::nonNull)
			.map((name) -> String.valueOf(name).replaceFirst("^[Bb][Yy] ", ""))
			.distinct()
			.limit(MOST_AUTHORS)
			.toList();
	}

	private Draft.@Nullable DraftSource source() {
		String source = Property.objects(this.node, "infoSources")
			.map((party) -> Property.first(party, "name", "literal"))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(Property.text(this.node, "copyrightHolder"));
		String name = Markup.words(source, LONGEST_NAME);
		return (name != null) ? new Draft.DraftSource(name, null) : null;
	}

	/** What a body is, the most useful first. */
	private enum BodyType {

		HTML, UNSAID, PLAIN, OTHER;

		static BodyType of(JsonNode body) {
			String type = Property.text(body, "contentType");
			if (type == null) {
				return UNSAID;
			}
			String name = type.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
			return switch (name) {
				case "text/html", "application/xhtml+xml" -> HTML;
				case "text/plain" -> PLAIN;
				default -> OTHER;
			};
		}

		static String html(JsonNode body) {
			String value = Objects.requireNonNullElse(Property.text(body, "value"), "");
			return switch (of(body)) {
				case HTML -> value;
				case UNSAID -> Markup.html(value);
				default -> Markup.paragraphs(value);
			};
		}

	}

}
