package io.broadsheet.ingest.imports.feed;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import io.broadsheet.ingest.article.Draft;
import io.broadsheet.ingest.imports.item.ExternalIds;
import io.broadsheet.ingest.imports.item.ImportDefaults;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.Links;
import io.broadsheet.ingest.imports.item.Markup;
import io.broadsheet.ingest.imports.item.Missing;
import io.broadsheet.ingest.imports.item.TagSlugs;
import io.broadsheet.ingest.ledger.Command;
import org.jspecify.annotations.Nullable;

/**
 * Makes drafts of the entries of one feed.
 */
final class FeedEntries {

	private static final Pattern UNIQUE_EVERYWHERE = Pattern.compile("(?i)(?:https?://|urn:|tag:)\\S+");

	private static final Pattern MAILBOX = Pattern.compile("\\S+@\\S+(?:\\s+\\((?<name>[^)]*)\\))?");

	private static final int LONGEST_SUMMARY = 2000;

	private static final int LONGEST_TEASER = 300;

	private static final int LONGEST_NAME = 200;

	private static final int MOST_AUTHORS = 50;

	private final SyndFeed feed;

	private final ImportDefaults defaults;

	private final Intake intake;

	FeedEntries(SyndFeed feed, ImportDefaults defaults, Intake intake) {
		this.feed = feed;
		this.defaults = defaults;
		this.intake = intake;
	}

	ImportItem item(long index, SyndEntry entry) {
		Missing missing = new Missing();
		String externalId = missing.require(externalId(entry), "/externalId", "is required: a guid, an id or a link");
		String headline = missing.require(Markup.words(entry.getTitle()), "/headline", "is required: a title");
		String language = missing.require(language(entry), "/language",
				"is required: the feed tells none, and no default was given");
		String section = missing.require(this.defaults.section(), "/section",
				"is required: feeds tell none, and no default was given");
		String body = body(entry);
		OffsetDateTime time = time(entry);
		boolean embargo = this.intake.isAhead(time);
		Draft draft = new Draft(null, null, externalId.isEmpty() ? null : externalId, headline, summary(entry), body,
				language, section, tags(entry), authors(entry), null, FeedImages.of(entry), embargo ? null : time,
				embargo ? time : null, source(entry), null, null);
		return this.intake.check(index, draft, missing, Command.SourceStatus.USABLE, inUtc(entry.getUpdatedDate()));
	}

	private @Nullable String externalId(SyndEntry entry) {
		String id = Objects.requireNonNullElse(Markup.words(entry.getUri()), "");
		if (id.isEmpty()) {
			return ExternalIds.fitting(Markup.words(entry.getLink()));
		}
		if (UNIQUE_EVERYWHERE.matcher(id).matches()) {
			return ExternalIds.fitting(id);
		}
		String name = Stream.of(this.feed.getLink(), this.feed.getUri(), this.feed.getTitle())
			.map(Markup::words)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse("");
		return ExternalIds.fitting(name + "#" + id);
	}

	private @Nullable String language(SyndEntry entry) {
		String ofEntry = (entry.getModule(DCModule.URI) instanceof DCModule core) ? core.getLanguage() : null;
		return Stream.of(ofEntry, this.feed.getLanguage(), this.defaults.language())
			.filter((language) -> language != null && !language.isBlank())
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String body(SyndEntry entry) {
		return Stream.concat(entry.getContents().stream(), Stream.ofNullable(entry.getDescription()))
			.filter((content) -> content.getValue() != null && !content.getValue().isBlank())
			.findFirst()
			.map(FeedEntries::html)
			.orElse(null);
	}

	private static String html(SyndContent content) {
		boolean plain = content.getType() == null || content.getType().equals("text")
				|| content.getType().equals("text/plain");
		return plain ? Markup.paragraphs(content.getValue()) : Markup.html(content.getValue());
	}

	private static @Nullable String summary(SyndEntry entry) {
		String description = (entry.getDescription() != null) ? entry.getDescription().getValue() : null;
		return Markup.words(description, entry.getContents().isEmpty() ? LONGEST_TEASER : LONGEST_SUMMARY);
	}

	private static List<String> tags(SyndEntry entry) {
		return TagSlugs.slugs(entry.getCategories()
			.stream()
			.map((category) -> (category.getLabel() != null) ? category.getLabel() : category.getName()));
	}

	private List<Draft.DraftAuthor> authors(SyndEntry entry) {
		List<String> creators = (entry.getModule(DCModule.URI) instanceof DCModule core) ? core.getCreators()
				: List.of();
		List<SyndPerson> people = entry.getAuthors();
		Stream<String> names = !people.isEmpty() ? people.stream().map(SyndPerson::getName)
				: !creators.isEmpty() ? creators.stream() : this.feed.getAuthors().stream().map(SyndPerson::getName);
		return names.map(FeedEntries::name)
			.filter(Objects::nonNull)
			.distinct()
			.limit(MOST_AUTHORS)
			.map((name) -> new Draft.DraftAuthor(String.valueOf(name)))
			.toList();
	}

	private static @Nullable String name(@Nullable String author) {
		String words = Objects.requireNonNullElse(Markup.words(author), "");
		Matcher mailbox = MAILBOX.matcher(words);
		return Markup.words(mailbox.matches() ? mailbox.group("name") : words, LONGEST_NAME);
	}

	private static @Nullable OffsetDateTime time(SyndEntry entry) {
		return inUtc((entry.getPublishedDate() != null) ? entry.getPublishedDate() : entry.getUpdatedDate());
	}

	private static @Nullable OffsetDateTime inUtc(@Nullable Date date) {
		return (date != null) ? date.toInstant().atOffset(ZoneOffset.UTC) : null;
	}

	private Draft.@Nullable DraftSource source(SyndEntry entry) {
		String name = Markup.words(this.feed.getTitle(), LONGEST_NAME);
		String url = Stream.of(entry.getLink(), this.feed.getLink())
			.filter((link) -> link != null && Links.isUsable(link))
			.findFirst()
			.orElse(null);
		return (name != null) ? new Draft.DraftSource(name, url) : null;
	}

}
