package io.broadsheet.catalog.article;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.FoldedName;
import io.broadsheet.catalog.request.InvalidParameterException;
import io.broadsheet.catalog.request.Parameters;
import org.jspecify.annotations.Nullable;

import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Which published articles a reader asks for. What is absent does not narrow down; what
 * is given has to be true all together.
 *
 * @param section slug of the section
 * @param tag slug of a tag
 * @param author a name of the byline, folded by {@link FoldedName}
 * @param language a language range in lower case: {@code en} is {@code en-GB} too
 * @param collection slug of a collection; see {@link CollectionMembers}
 * @param from published then or later, to the millisecond
 * @param to published before then, to the millisecond
 */
public record ArticleFilter(@Nullable String section, @Nullable String tag, @Nullable String author,
		@Nullable String language, @Nullable String collection, @Nullable Instant from, @Nullable Instant to) {

	/** All articles. */
	public static final ArticleFilter NONE = new ArticleFilter(null, null, null, null, null, null, null);

	/** The names of all parameters that {@link #of} reads. */
	public static final Set<String> PARAMETERS = Set.of("section", "tag", "author", "language", "collection", "from",
			"to", "date");

	private static final int LONGEST_NAME = 200;

	private static final Pattern LANGUAGE = Pattern.compile("(?=.{2,35}$)[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*+");

	/**
	 * Reads a filter. {@code from} and {@code to} are dates, both of which belong to it,
	 * or times with an offset, the second of which does not; {@code date} is a single day
	 * instead of both.
	 * @param parameters the parameters of a request
	 * @param zone the publisher's, where days begin
	 * @return the filter
	 * @throws InvalidParameterException if a value can't be meant
	 */
	public static ArticleFilter of(Parameters parameters, ZoneId zone) {
		LocalDate date = parameters.date("date");
		Instant from = parameters.from("from", zone);
		Instant to = parameters.to("to", zone);
		if (date != null && (from != null || to != null)) {
			throw new InvalidParameterException("date", "can't be combined with `from` and `to`");
		}
		if (date != null) {
			from = parameters.from("date", zone);
			to = parameters.to("date", zone);
		}
		if (from != null && to != null && !from.isBefore(to)) {
			throw new InvalidParameterException("from", "must be before the end of `to`");
		}
		return new ArticleFilter(parameters.slug("section"), parameters.slug("tag"), author(parameters),
				language(parameters), parameters.slug("collection"), from, to);
	}

	/**
	 * What the documents of these articles have in common, but for the collection, which
	 * {@link CollectionMembers} knows of.
	 * @return criteria for the collection of entries, to be joined with others by
	 * {@link Criteria#andOperator}
	 */
	public Criteria criteria() {
		Criteria criteria = Criteria.where("state").is(EntryDocuments.PUBLISHED);
		and(criteria, "section", this.section);
		and(criteria, "tags", this.tag);
		and(criteria, "authorKeys", this.author);
		and(criteria, "languageRanges", this.language);
		if (this.from != null || this.to != null) {
			Criteria publishedAt = criteria.and("publishedAt");
			if (this.from != null) {
				publishedAt.gte(Date.from(this.from));
			}
			if (this.to != null) {
				publishedAt.lt(Date.from(this.to));
			}
		}
		return criteria;
	}

	/**
	 * The same text for the same filter, and another one for any other: what a cursor is
	 * bound to.
	 * @return names and values
	 */
	public String canonical() {
		return Stream
			.of(part("section", this.section), part("tag", this.tag), part("author", this.author),
					part("language", this.language), part("collection", this.collection), part("from", this.from),
					part("to", this.to))
			.filter(Objects::nonNull)
			.collect(Collectors.joining("&"));
	}

	private static void and(Criteria criteria, String field, @Nullable String value) {
		if (value != null) {
			criteria.and(field).is(value);
		}
	}

	private static @Nullable String part(String name, @Nullable Object value) {
		return (value != null) ? name + "=" + value.toString().replace("%", "%25").replace("&", "%26") : null;
	}

	private static @Nullable String author(Parameters parameters) {
		String name = parameters.text("author", LONGEST_NAME);
		if (name == null) {
			return null;
		}
		String folded = FoldedName.of(name);
		if (folded.isEmpty()) {
			throw new InvalidParameterException("author", "must be a name");
		}
		return folded;
	}

	private static @Nullable String language(Parameters parameters) {
		String language = parameters.matching("language", LANGUAGE, "must be a language tag such as en or en-GB");
		return (language != null) ? language.toLowerCase(Locale.ROOT) : null;
	}

}
