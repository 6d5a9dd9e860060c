package io.broadsheet.ingest.imports.item;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.broadsheet.ingest.field.AsciiWords;
import org.jspecify.annotations.Nullable;

/**
 * Makes the slugs of tags and sections of what other systems call their subjects.
 */
public final class TagSlugs {

	private static final int LONGEST = 64;

	private static final int MOST = 50;

	private TagSlugs() {
	}

	/**
	 * The slug of a subject.
	 * @param subject in words of any language
	 * @return up to 64 lower-case ASCII letters, digits and single hyphens, or null if
	 * the subject has none of them
	 */
	public static @Nullable String slug(@Nullable String subject) {
		String words = Markup.words(subject);
		if (words == null) {
			return null;
		}
		String slug = AsciiWords.of(words);
		String shortened = (slug.length() > LONGEST) ? AsciiWords.of(slug.substring(0, LONGEST)) : slug;
		return shortened.isEmpty() ? null : shortened;
	}

	/**
	 * The slugs of subjects, up to 50, each once.
	 * @param subjects in words of any language
	 * @return the slugs, in order
	 */
	public static List<String> slugs(Stream<@Nullable String> subjects) {
		return subjects.map(TagSlugs::slug)
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.distinct()
			.limit(MOST)
			.toList();
	}

}
